# fish completion of xisuan: asks the program what may follow, so it never falls behind its commands.
function __xisuan_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (xisuan __complete $words[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c xisuan -f -a '(__xisuan_complete)'
