#compdef pleo-key-check pleo-key-check-cli
# zsh completion for pleo-key-check and pleo-key-check-cli. Flags and their values are what the
# program's own help lists. A key is never completed: it is no argument.

_pleo-key-check() {
  local command=window before=${words[CURRENT-1]} current=${words[CURRENT]}
  local -a list
  case ${words[2]-} in
    check|demo-server|export|remove-everything|window) command=$words[2] ;;
  esac
  if (( CURRENT == 2 )) && [[ $current != -* ]]; then
    list=(${(f)"$(command $words[1] help 2>/dev/null | sed -n 's/^  pleo-key-check\(-cli\)* \[*\([a-z-]*\)\]* .*/\2/p')"})
    compadd -a list
    return
  fi
  if [[ $before == -* ]]; then
    list=(${=:-"$(command $words[1] $command -h 2>/dev/null | awk -v flag=$before '
      $1 == flag { found = 1; next }
      found { sub(/^.*: /, ""); if ($0 ~ /^[a-z0-9-]+(, [a-z0-9-]+)+$/) { gsub(/,/, ""); print }; exit }')"})
    if (( $#list )); then
      compadd -a list
      return
    fi
  fi
  list=(${(f)"$(command $words[1] $command -h 2>/dev/null | sed -n 's/^  \(-[a-z-]*\).*/\1/p')"})
  compadd -a list
}

_pleo-key-check "$@"
