# fish completion of cpcc: nouns, verbs, options, and the codes that the database holds.
# Keep it with:  cpcc completion fish > ~/.config/fish/completions/cpcc.fish
function __cpcc_words
    # Words are asked of cpcc itself, so that they are always those of this version and this database.
    set -l typed (commandline -opc) (commandline -ct)
    command $typed[1] complete -- $typed[2..-1] 2>/dev/null
end
complete -c cpcc -a '(__cpcc_words)'
