#compdef cpcc
# zsh completion of cpcc: nouns, verbs, options, and the codes that the database holds.
# Take it into ~/.zshrc with:  source <(cpcc completion zsh)
_cpcc() {
    local -a answers
    local word what
    # Words are asked of cpcc itself, so that they are always those of this version and this database.
    while IFS=$'\t' read -r word what; do
        answers+=("${word//:/\\:}${what:+:$what}")
    done < <("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    if ((${#answers})); then
        _describe 'cpcc' answers
    else
        _files
    fi
}
if [[ $funcstack[1] == _cpcc ]]; then    # loaded from $fpath
    _cpcc "$@"
else
    compdef _cpcc cpcc
fi
