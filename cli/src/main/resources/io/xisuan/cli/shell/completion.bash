# bash completion of xisuan: asks the program what may follow, so it never falls behind its commands.
_xisuan_complete() {
    local line word=${COMP_WORDS[COMP_CWORD]}
    local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
    done < <(xisuan __complete "${words[@]}" 2>/dev/null)
    if [ ${#COMPREPLY[@]} -eq 0 ] && [[ $word != -* ]]; then
        COMPREPLY=($(compgen -f -- "$word"))
        compopt -o filenames 2>/dev/null
    fi
}
complete -F _xisuan_complete xisuan kubectl-xisuan
