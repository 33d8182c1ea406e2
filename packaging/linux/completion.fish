# fish completion for pleo-key-check and pleo-key-check-cli. Flags and their values are what the
# program's own help lists. A key is never completed: it is no argument.

function __pleo_key_check_command
    set -l words (commandline -opc)
    if contains -- "$words[2]" check demo-server export remove-everything window
        echo $words[2]
    else
        echo window
    end
end

function __pleo_key_check_words
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    if test (count $words) -eq 1; and not string match -q -- '-*' $current
        command $words[1] help 2>/dev/null | string replace -rf '^  pleo-key-check(?:-cli)? \[?([a-z-]+)\]? .*' '$1'
        return
    end
    set -l help (command $words[1] (__pleo_key_check_command) -h 2>/dev/null)
    set -l values (printf '%s\n' $help | awk -v flag="$words[-1]" '
        $1 == flag { found = 1; next }
        found { sub(/^.*: /, ""); if ($0 ~ /^[a-z0-9-]+(, [a-z0-9-]+)+$/) { gsub(/, /, "\n"); print }; exit }')
    if test -n "$values"
        printf '%s\n' $values
        return
    end
    printf '%s\n' $help | string replace -rf '^  (-[a-z-]+).*' '$1'
end

complete -c pleo-key-check -c pleo-key-check-cli -f -a '(__pleo_key_check_words)'
