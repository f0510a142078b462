#compdef xisuan kubectl-xisuan
# zsh completion of xisuan: asks the program what may follow, so it never falls behind its commands.
_xisuan() {
    local line
    local -a found
    while IFS= read -r line; do
        found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done < <(xisuan __complete "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#found} )); then
        _describe 'xisuan' found
    else
        _files
    fi
}
if [ "$funcstack[1]" = "_xisuan" ]; then
    _xisuan "$@"
else
    compdef _xisuan xisuan kubectl-xisuan
fi
