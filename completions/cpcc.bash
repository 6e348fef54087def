# bash completion of cpcc: nouns, verbs, options, and the codes that the database holds.
# Take it into ~/.bashrc with:  source <(cpcc completion bash)
_cpcc() {
    local line
    COMPREPLY=()
    # Words are asked of cpcc itself, so that they are always those of this version and this database.
    while IFS=$'\t' read -r line _; do
        COMPREPLY+=("$line")
    done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    ((${#COMPREPLY[@]})) || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o filenames -F _cpcc cpcc
