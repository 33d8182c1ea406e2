# bash completion for pleo-key-check and pleo-key-check-cli. Flags and their values are what the
# program's own help lists. A key is never completed: it is no argument.

_pleo_key_check_help() { command "${COMP_WORDS[0]}" "$1" -h 2>/dev/null; }

# _pleo_key_check_values COMMAND FLAG: the values that the help lists for it.
_pleo_key_check_values() {
  _pleo_key_check_help "$1" | awk -v flag="$2" '
    $1 == flag { found = 1; next }
    found { sub(/^.*: /, ""); if ($0 ~ /^[a-z0-9-]+(, [a-z0-9-]+)+$/) { gsub(/,/, ""); print }; exit }'
}

_pleo_key_check() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local command=window words
  case ${COMP_WORDS[1]-} in
    check | demo-server | export | remove-everything | window) command=${COMP_WORDS[1]} ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ] && [[ $current != -* ]]; then
    words=$(command "${COMP_WORDS[0]}" help 2>/dev/null | sed -n 's/^  pleo-key-check\(-cli\)* \[*\([a-z-]*\)\]* .*/\2/p')
  elif [[ $before == -* ]] && words=$(_pleo_key_check_values "$command" "$before") && [ -n "$words" ]; then
    :
  elif [[ $current == -* ]]; then
    words=$(_pleo_key_check_help "$command" | sed -n 's/^  \(-[a-z-]*\).*/\1/p')
  else
    words=
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -F _pleo_key_check pleo-key-check pleo-key-check-cli
