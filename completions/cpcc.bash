# bash completion of cpcc: nouns, verbs, options, and the codes that the database holds.
# Take it into ~/.bashrc with:  source <(cpcc completion bash)

# Joins the words that bash breaks at `=` and `:`, as in --where kind=home and --members M1:speak, into $words.
_cpcc_words() {
    local i
    words=()
    for ((i = 1; i <= COMP_CWORD; i++)); do
        if ((${#words[@]})) && [[ ${COMP_WORDS[i]} == [=:]* || ${words[-1]} == *[!-][=:] ]]; then
            words[-1]+=${COMP_WORDS[i]}
        else
            words+=("${COMP_WORDS[i]}")
        fi
    done
}

_cpcc() {
    local words answer what begun last=${COMP_WORDS[COMP_CWORD]} listing=""
    COMPREPLY=()
    _cpcc_words
    [[ $last == [=:] ]] && last=""
    begun=${words[-1]%"$last"}    # the part of the word that bash keeps
    # With several answers, names stand beside codes while bash lists them.
    [[ ${COMP_TYPE:-9} == 63 || ${COMP_TYPE:-9} == 33 ]] && listing=yes
    # Words are asked of cpcc itself, so that they are always those of this version and this database.
    while IFS=$'\t' read -r answer what; do
        COMPREPLY+=("${answer#"$begun"}${listing:+${what:+  ($what)}}")
    done < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
    if ((${#COMPREPLY[@]} == 1)); then
        COMPREPLY=("${COMPREPLY[0]%%  (*}")
    elif ((${#COMPREPLY[@]} == 0)); then
        COMPREPLY=($(compgen -f -- "$last"))
        compopt -o filenames 2>/dev/null
    fi
}
complete -F _cpcc cpcc
