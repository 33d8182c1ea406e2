# shellcheck shell=bash disable=SC2154 # root and the lists are set in lib.sh
#
# How script/dist --check tries the packages. Sourced, not run. Everything it
# makes lies in the folder $work, which goes away with the script; mounts are
# those of a namespace that ends with its command.

# check_packages: of those in build/dist.
check_packages() {
  local out=$root/build/dist
  need_packages "${dist_packages[@]}" "${dist_check_packages[@]}"
  check_files "$out"
  check_reproduced "$out"
  check_rpm "$out"
  check_arch "$out"
  check_macos "$out"
  check_channels "$out"
  check_signing "$out"
  check_linux "$out" amd64
  check_arm64 "$out"
  check_windows "$out"
}

# check_files OUT: what can be said of the files without starting anything.
check_files() {
  local deb share
  step "Files"
  (cd "$1" && sha256sum --quiet --check SHA256SUMS)
  for deb in "$1"/*.deb; do
    [ -e "$deb" ] || continue
    step "lintian $(basename "$deb")"
    lintian --allow-root --pedantic --display-info --fail-on error,warning,info,pedantic "$deb"
    share=$work/files-$(basename "$deb" .deb)
    dpkg-deb --extract "$deb" "$share"
    check_depends "$deb" "$share"
    desktop-file-validate "$share/usr/share/applications/$app_id.desktop"
    check_metainfo "$share/usr/share/metainfo/$app_id.metainfo.xml"
    [ -z "$(man --warnings --local-file "$share"/usr/share/man/man1/*.1.gz 2>&1 >/dev/null)" ] ||
      die "the manual has warnings: man --warnings -l says which."
  done
}

# check_metainfo FILE: strictly, where appstreamcli knows what the file says: before
# version 1.0 it takes the developer for a tag that it does not know.
check_metainfo() {
  local strict=(--strict)
  [[ $(appstreamcli --version) != *' 0.'* ]] || strict=()
  appstreamcli validate --no-net "${strict[@]}" "$1"
}

# check_depends DEB ROOT: the package depends on what brings each library that the
# program names, and on a C library as new as the program's symbols ask.
check_depends() {
  local depends libc name program=$2/usr/bin/pleo-key-check
  depends=$(dpkg-deb --field "$1" Depends)
  libc=$(readelf --version-info --wide "$program" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -n 1)
  [[ $depends == *"libc6 (>= ${libc#GLIBC_})"* ]] || die "the program needs $libc; the package says: $depends"
  { readelf --dynamic --wide "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'; strings -a "$program"; } |
    grep -xE 'lib[A-Za-z0-9_+-]+\.so\.[0-9]+' | sort -u |
    while IFS= read -r name; do
      case " $loaded_libraries " in
        *" $name="*)
          name=${loaded_libraries#*" $name="}
          [[ ", $depends," == *", ${name%% *},"* ]] || die "the package does not depend on ${name%% *}."
          ;;
        *" $name "*) ;;
        *) die "the program names $name: put it with its package into loaded_libraries in script/lib.sh." ;;
      esac
    done
}

# same_tree FOLDER DEB: FOLDER/usr holds what the .deb does, but for what belongs to
# Debian alone and the place of completions for zsh.
same_tree() {
  local ours theirs
  ours=$(cd "$1" && find usr -type f -exec sha256sum {} + | sed 's|zsh/site-functions|zsh/vendor-completions|' | sort)
  theirs=$(cd "$work/files-$(basename "$2" .deb)" && find usr -type f ! -path '*/lintian/*' ! -name changelog.Debian.gz -exec sha256sum {} + | sort)
  diff <(echo "$ours") <(echo "$theirs") >&2 || die "$1 does not hold what the .deb does."
}

# check_rpm OUT: each .rpm as rpm reads it, with the libraries that the .deb needs by
# their names; that for this processor installed into an empty root and removed. What it
# needs is not in that root: Fedora and openSUSE were not to be had.
check_rpm() {
  local rpm deb needs told name root_of_rpm=$work/rpm
  for rpm in "$1"/*.rpm; do
    step "$(basename "$rpm")"
    rpm --query --package --nosignature --queryformat '%{NAME} %{VERSION} %{RELEASE} %{ARCH} %{SUMMARY} %{BUILDHOST} %{LICENSE}\n' "$rpm" >&2
    rpm --checksig --nosignature "$rpm" >/dev/null
    needs=$(rpm --query --package --nosignature --requires "$rpm")
    for name in $loaded_libraries; do
      case $name in *=*) grep -qxF "${name%=*}()(64bit)" <<<"$needs" || die "the package does not need ${name%=*}." ;; esac
    done
  done
  rpm=$(find "$1" -name '*.x86_64.rpm')
  deb=$(find "$1" -name '*_amd64.deb')
  grep -qxF 'libc.so.6(GLIBC_'"$(dpkg-deb --field "$deb" Depends | sed -n 's/.*libc6 (>= \([0-9.]*\)).*/\1/p')"')(64bit)' <<<"$needs" ||
    die "the package does not need the C library that the .deb does."
  mkdir -p "$root_of_rpm"
  rpm --root "$root_of_rpm" --initdb
  rpm --root "$root_of_rpm" --install --nodeps --nosignature "$rpm"
  told=$(rpm --root "$root_of_rpm" --verify --nodeps pleo-key-check) || die "what rpm installed is not what it holds: $told"
  same_tree "$root_of_rpm" "$deb"
  demo_check "$root_of_rpm/usr/bin/pleo-key-check"
  rpm --root "$root_of_rpm" --erase --nodeps pleo-key-check
  told=$(find "$root_of_rpm" ! -type d ! -path '*/rpm/*')
  [ -z "$told" ] || die "rpm left $told"
}

# check_arch OUT: the same with pacman, which reads a configuration of our own. It looks for
# the files only: nfpm writes the modes of folders so that pacman takes them for others.
check_arch() {
  local package deb told root_of_arch=$work/arch pacman
  package=$(find "$1" -name '*x86_64.pkg.tar.zst')
  deb=$(find "$1" -name '*_amd64.deb')
  step "$(basename "$package")"
  mkdir -p "$root_of_arch/var/lib/pacman" "$work/arch-cache"
  printf '[options]\nArchitecture = x86_64\nSigLevel = Never\nLocalFileSigLevel = Never\n' >"$work/pacman.conf"
  pacman=(pacman --config "$work/pacman.conf" --root "$root_of_arch" --dbpath "$root_of_arch/var/lib/pacman"
    --cachedir "$work/arch-cache" --logfile "$work/pacman.log" --hookdir "$work" --noconfirm)
  "${pacman[@]}" --query --info --file "$package" >&2
  "${pacman[@]}" --upgrade --nodeps --nodeps "$package" >/dev/null
  told=$("${pacman[@]}" --query --check pleo-key-check 2>&1) || die "pacman does not find what it installed: $told"
  same_tree "$root_of_arch" "$deb"
  "${pacman[@]}" --remove --nodeps --nodeps pleo-key-check >/dev/null
  told=$(find "$root_of_arch" ! -type d ! -path '*/pacman/*')
  [ -z "$told" ] || die "pacman left $told"
}

# check_macos OUT: the headers and the signature of the program without a window. It
# cannot be run here.
check_macos() {
  local folder=$work/macos
  step "The program for macOS"
  mkdir -p "$folder"
  tar --extract --file="$(find "$1" -name '*-macos-universal.tar.gz')" --directory="$folder" --strip-components=1
  [ "$(cd "$folder" && echo *)" = "LICENSE _pleo-key-check-cli licences.txt pleo-key-check-cli pleo-key-check-cli.1 pleo-key-check-cli.bash pleo-key-check-cli.fish" ] ||
    die "the archive for macOS holds something else: $(ls "$folder")"
  cp "$folder/pleo-key-check-cli" "$work/pleo-key-check-cli.macos"
  "$tools/macho" "$work/pleo-key-check-cli.macos"
  cmp "$folder/pleo-key-check-cli" "$work/pleo-key-check-cli.macos" || die "the parts of the universal program are not in order."
}

# check_channels OUT: what winget and the others are given can be read, and every
# address and checksum in it is that of a package. Their own tools and schemas are not
# to be had here.
check_channels() {
  local folder=$work/channels file sum
  step "For winget, Scoop, Chocolatey, Homebrew, Flatpak"
  mkdir -p "$folder"
  tar --extract --file="$(find "$1" -name '*-channels.tar.xz')" --directory="$folder" --strip-components=1
  find "$folder" -name '*.yaml' -exec python3 -c 'import sys, yaml; [yaml.safe_load(open(f)) for f in sys.argv[1:]]' {} +
  jq -e '.version and .homepage and .license and .architecture["64bit"].hash' "$folder"/scoop/*.json >/dev/null
  xmllint --noout "$folder"/chocolatey/*.nuspec
  grep -rhoE 'https?://[^"'"'"' ]*/download/[^"'"'"' ]*' "$folder" | sort -u | while IFS= read -r file; do
    file=$1/${file##*/}
    [ -f "$file" ] || die "no package is called $(basename "$file")."
    sum=$(sha256sum "$file" | cut -d ' ' -f 1)
    grep -rq "$sum" "$folder" || die "the checksum of $(basename "$file") is another."
  done
}

# check_signing OUT: a program signed with a certificate made for this is the program, signed.
check_signing() {
  local key=$work/signing told
  step "Signing for Windows, with a certificate made for this"
  mkdir -p "$key"
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Made for a test' -addext extendedKeyUsage=codeSigning \
    -keyout "$key/key.pem" -out "$key/certificate.pem" 2>/dev/null
  unzip -qj "$1"/*-windows-amd64.zip '*/pleo-key-check-cli.exe' -d "$key"
  SOURCE_DATE_EPOCH=$(date +%s) DIST_SIGN="-certs $key/certificate.pem -key $key/key.pem" "$root/packaging/windows/sign" "$key/pleo-key-check-cli.exe"
  told=$(osslsigncode verify -CAfile "$key/certificate.pem" -in "$key/pleo-key-check-cli.exe" 2>&1) || die "the signature: $told"
}

# check_reproduced OUT: the same commit in another folder, with a build
# cache of its own, gives the same bytes.
check_reproduced() {
  local out=$1 name
  step "Once more, in another folder"
  (
    [ "${DIST_CACHE:-}" = keep ] || export GOCACHE=$work/cache
    mkdir "$work/once-more"
    make_packages "$work/once-more/deeper" "$work/again"
  )
  # A timestamp server never says the same twice.
  local signed='^$'
  [[ " ${DIST_SIGN:-} " != *' -ts '* ]] || signed='windows|channels'
  if ! diff <(grep -vE -- "$signed" "$out/SHA256SUMS") <(grep -vE -- "$signed" "$work/again/SHA256SUMS") >&2; then
    for name in "$out"/*; do
      cmp "$name" "$work/again/$(basename "$name")" >&2 || true
    done
    die "the packages are not the same the second time."
  fi
  say "The same bytes: $(wc -l <"$out/SHA256SUMS") files."
}

# check_linux OUT ARCH: the .deb in a clean system: installed, used, upgraded,
# removed without a trace.
check_linux() {
  local out=$1 arch=$2 deb depends
  system=$work/system
  deb=$(find "$out" -name "*_$arch.deb")
  step "A clean system for $(basename "$deb")"
  depends=$(dpkg-deb --field "$deb" Depends | sed 's/ *([^)]*)//g; s/ *, */ /g')
  # shellcheck disable=SC2086 # a list of names
  clean_system minbase "$arch" "$system" $depends bash bash-completion fish zsh
  chroot "$system" useradd --create-home tester
  list_files >"$work/before"

  step "Installed"
  install_deb "$deb"
  expect_version "$version"
  demo_check in_system pleo-key-check
  demo_check in_system pleo-key-check-cli
  try_completion
  try_window
  step "Upgraded"
  # The same programs under a higher number.
  dpkg-deb --raw-extract "$deb" "$work/newer"
  sed -i 's/^Version: .*/Version: 9999.0.0-1/' "$work/newer/DEBIAN/control"
  dpkg-deb --root-owner-group --build "$work/newer" "$work/newer.deb" >/dev/null
  install_deb "$work/newer.deb"
  # shellcheck disable=SC2016 # the ${Version} is for dpkg-query
  [ "$(chroot "$system" dpkg-query --show --showformat='${Version}' pleo-key-check)" = 9999.0.0-1 ] || die "the package was not upgraded."
  demo_check in_system pleo-key-check
  demo_check in_system pleo-key-check-cli

  step "Removed"
  chroot "$system" dpkg --purge pleo-key-check >/dev/null
  list_files >"$work/after"
  diff "$work/before" "$work/after" >&2 || die "the removed package left a trace."
  [ -z "$(find "$system/var/lib/dpkg" -name '*pleo-key-check*')" ] || die "dpkg still knows the package."

  step "The .tar.xz"
  mkdir "$work/tar"
  tar --extract --file="$(find "$out" -name "*-linux-$arch.tar.xz")" --directory="$work/tar" --strip-components=1
  diff -r "$work/tar" "$work/files-$(basename "$deb" .deb)/usr" |
    grep -vE 'Only in .*/usr/share/doc/pleo-key-check: changelog.Debian.gz|Only in .*/usr/share: lintian' >&2 &&
    die "the .tar.xz does not hold what the .deb does."
  demo_check "$work/tar/bin/pleo-key-check"
  step "The program without a window, alone"
  # In a folder with nothing else, not even a C library.
  mkdir "$work/alone"
  cp "$work/tar/bin/pleo-key-check-cli" "$work/alone/"
  demo_check chroot "$work/alone" /pleo-key-check-cli
}

# in_system COMMAND…: runs it in the clean system as a person without rights.
# The screen is reached through the abstract socket of the X server.
in_system() {
  # shellcheck disable=SC2016 # expanded by the inner shell
  unshare --mount -- bash -c '
    mount -t proc proc "$1/proc"
    exec chroot --userspec=tester "$@"' _ "$system" \
    env -i HOME=/home/tester XDG_RUNTIME_DIR=/home/tester PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="${DISPLAY:-}" FYNE_THEME=light "$@"
}

# install_deb FILE: with what is there already: the package may need nothing
# but what it depends on.
install_deb() {
  cp "$1" "$system/tmp/"
  chroot "$system" dpkg --install "/tmp/$(basename "$1")" >/dev/null
  rm "$system/tmp/$(basename "$1")"
}

expect_version() {
  local program told
  for program in pleo-key-check pleo-key-check-cli; do
    told=$(in_system "$program" version)
    [ "$told" = "$program $1" ] || die "$program says \"$told\", not version $1."
  done
}

# list_files: the system's files with mode, owner, size and target; without what
# the package manager writes down for itself and what is the person's own.
list_files() {
  (cd "$system" && find . -xdev \( -path ./proc -o -path ./home -o -path ./tmp -o -path ./var/lib/dpkg \
    -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log \) -prune -o -printf '%p %M %u:%g %l ' \
    \( -type f -printf '%s\n' -o -printf '\n' \) | sort)
}

# demo_check COMMAND…: the first demo key through the command line.
demo_check() {
  local stories story key company status=0 told
  stories=$("$@" demo-server --stories)
  IFS=$'\t' read -r story key company _ <<<"$stories"
  [ "$story" = full-access ] || die "the first demo story is \"$story\", not full-access."
  told=$(printf %s "$key" | "$@" check --env demo --company-id "$company" --key-stdin --json) || status=$?
  [ "$status" -eq 0 ] || die "the demo check ended with status $status: $told"
  [ "$(jq -r .verdict <<<"$told")" = working ] || die "the demo check says: $told"
  ! grep -qF "$key" <<<"$told" || die "the key is in the report."
  # A key that is refused, so that a good answer means something.
  status=0
  printf %s demo-fake-key | "$@" check --env demo --company-id "$company" --key-stdin >/dev/null || status=$?
  [ "$status" -eq 1 ] || die "a key that nobody gave out: status $status, not 1."
}

# try_completion: bash and fish complete commands, flags and values of both
# programs; zsh takes its file.
try_completion() {
  local program told
  for program in pleo-key-check pleo-key-check-cli; do
    # shellcheck disable=SC2016
    told=$(in_system bash -c '
      . /usr/share/bash-completion/bash_completion
      . "/usr/share/bash-completion/completions/$1"
      complete -p "$1" >/dev/null
      compopt() { :; } # it works while Tab is pressed only
      try() {
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMPREPLY=()
        COMP_POINT=${#COMP_LINE}
        "__start_$1"
        echo "${COMPREPLY[*]}"
      }
      try "$1" che; try "$1" check --key; try "$1" check --env st' _ "$program")
    [ "$told" = $'check\n--key-stdin\nstaging' ] || die "bash completes $program: $told"
    # shellcheck disable=SC2016
    told=$(in_system fish -c 'complete -C "$argv[1] che"; complete -C "$argv[1] check --key"; complete -C "$argv[1] check --env st"' "$program" | cut -f 1)
    [ "$told" = $'check\n--key-stdin\nstaging' ] || die "fish completes $program: $told"
  done
  in_system zsh -n /usr/share/zsh/vendor-completions/_pleo-key-check
}

# try_window: the window opens and is painted; what the program leaves in the
# person's folder holds no key.
try_window() {
  local key program
  start_screen
  in_system pleo-key-check window --env demo --story full-access >"$work/window.log" 2>&1 &
  program=$!
  expect_painted "$program" "$work/window.log"
  stop_started "$program"
  stop_started "$screen"
  unset DISPLAY
  [ ! -s "$work/window.log" ] || die "the window complains: $(cat "$work/window.log")"
  key=$(in_system pleo-key-check demo-server --stories | awk -F '\t' 'NR == 1 { print $2 }') # to its end: who is not listened to dies of it
  ! grep -rqF "$key" "$system/home/tester" || die "the demo key is in a file of the person's folder."
  say "In the person's folder now: $(cd "$system/home/tester" && find . -mindepth 2 -maxdepth 2 | sort | tr '\n' ' ')"
}

# start_screen: an X server of its own; sets DISPLAY and screen, its process.
start_screen() {
  local number
  mkfifo "$work/display"
  Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
  screen=$!
  read -r -t 60 number <"$work/display" || die "no X server came up."
  rm "$work/display"
  export DISPLAY=:$number
}

# expect_painted PID LOG: within a minute there is a window of our name, and
# text and colours are on the screen.
expect_painted() {
  local until=$((SECONDS + 60)) colours=0 name='Key Check for Pleo'
  while [ "$SECONDS" -lt "$until" ]; do
    kill -0 "$1" 2>/dev/null || die "the window is gone: $(cat "$2")"
    if xdotool search --name "$name" >/dev/null 2>&1; then
      import -window root "$root/build/dist-window.png"
      colours=$(identify -format %k "$root/build/dist-window.png")
      [ "$colours" -lt 200 ] || return 0
    fi
    read -r -t 0.3 _ < <(sleep 1) || true # nothing tells when a window is painted
  done
  die "no painted window within a minute ($colours colours): $(cat "$2")"
}

# stop_started PID: ends a process that was started here, and its children.
stop_started() {
  pkill -TERM -P "$1" 2>/dev/null || true
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# check_arm64 OUT: the programs on an emulated processor, that with a window with
# the libraries that it was linked against. There is no window: the command line has to do.
check_arm64() {
  step "arm64 under qemu"
  mkdir -p "$work/arm64"
  dpkg-deb --extract "$(find "$1" -name '*_arm64.deb')" "$work/arm64"
  demo_check qemu-aarch64 -L "$root/build/sysroot-arm64" "$work/arm64/usr/bin/pleo-key-check"
  demo_check qemu-aarch64 "$work/arm64/usr/bin/pleo-key-check-cli"
}

# check_windows OUT: both programs under wine.
check_windows() {
  local folder=$work/wine-programs told program
  step "Windows programs"
  mkdir -p "$folder"
  unzip -q "$(find "$1" -name '*-windows-amd64.zip')" -d "$folder"
  folder=$(echo "$folder"/*)
  told=$(objdump -p "$folder/pleo-key-check.exe" "$folder/pleo-key-check-cli.exe" | sed -n 's/^Subsystem.*(\(.*\))$/\1/p' | tr '\n' ' ')
  [ "$told" = "Windows GUI Windows CUI " ] || die "the subsystems are: $told"
  for program in "$folder"/*.exe; do
    objdump -h "$program" | grep '\.rsrc' >/dev/null || die "$(basename "$program") has no icon and no version."
  done

  if ! have_wine; then
    [ -n "${DIST_WITHOUT_WINE:-}" ] || die "wine cannot be had here; DIST_WITHOUT_WINE=1 lets the check pass without it."
    say "wine cannot be had here: the Windows programs were NOT started."
    return
  fi
  step "Windows programs under $(wine --version)"
  start_screen
  make_wine_prefix "$work/wine"
  demo_check wine "$folder/pleo-key-check-cli.exe"
  # Without a console of its own, but with its output redirected, so does the other.
  demo_check wine "$folder/pleo-key-check.exe"
  try_setup "$1"
  wineserver --kill
  wineserver --wait
  stop_started "$screen"
  unset DISPLAY
}

# try_setup OUT: Setup.exe installs, its link starts the program, while that runs
# neither Setup nor uninstalling does anything, and afterwards the program goes without a
# trace, with and without what it keeps. uninstall.exe goes on in a copy of itself; called
# by uninstall.bat it does not, which tells how it ended.
try_setup() {
  local setup drive=$WINEPREFIX/drive_c home place menu kept status
  local entry='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\pleo-key-check'
  setup=$(find "$1" -name '*-setup.exe')
  home=$drive/users/$(id -un)
  place="$home/AppData/Local/Programs/Key Check for Pleo"
  menu="$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Key Check for Pleo.lnk"
  kept=$home/AppData/Roaming/pleo-key-check
  step "$(basename "$setup")"
  printf '%s\r\n' '@"%LOCALAPPDATA%\Programs\Key Check for Pleo\uninstall.exe" %* _?=%LOCALAPPDATA%\Programs\Key Check for Pleo' \
    '@exit /b %errorlevel%' >"$work/uninstall.bat"
  rm -rf "$kept"
  list_prefix >"$work/wine-before"
  wine "$setup" /S
  [ -f "$menu" ] || die "Setup.exe made no entry in the start menu."
  wine reg query "$entry" | tr -d '\r' >"$work/entry"
  [ "$(grep -cE "DisplayVersion *REG_SZ *${version//+/\\+}$|EstimatedSize *REG_DWORD *0x[0-9a-f]{4,}$" "$work/entry")" = 2 ] ||
    die "the entry for uninstalling: $(cat "$work/entry")"
  demo_check wine "$place/pleo-key-check-cli.exe"

  (cd "$drive" && exec wine start /unix "$menu") >"$work/window.log" 2>&1
  expect_painted $$ "$work/window.log"
  status=0 && wine "$setup" /S || status=$?
  [ "$status" -eq 2 ] || die "over a running program Setup.exe ends with $status."
  status=0 && wine cmd /c "$work/uninstall.bat" /S || status=$?
  [[ $status -eq 2 && -f $place/pleo-key-check.exe ]] || die "uninstalling a running program ends with $status."
  wine taskkill /f /im pleo-key-check.exe >/dev/null 2>&1
  wineserver --wait

  wine "$setup" /S || die "Setup.exe does not upgrade."
  mkdir -p "$kept"
  echo '{}' >"$kept/window.json"
  wine "$place/uninstall.exe" /S
  wineserver --wait
  [ -f "$kept/window.json" ] || die "uninstalling removed what it was not asked to."
  wine "$setup" /S
  wine "$place/uninstall.exe" /S /REMOVEDATA
  wineserver --wait
  [ ! -e "$kept" ] || die "uninstalling kept what it was asked to remove."
  list_prefix >"$work/wine-after"
  diff "$work/wine-before" "$work/wine-after" >&2 || die "Setup.exe left a trace."
  ! grep -qi 'pleo-key-check\\\\\|Uninstall.*pleo' "$WINEPREFIX"/*.reg || die "Setup.exe left something in the registry."
}

# list_prefix: the files of wine's Windows, without those it makes itself as it runs.
list_prefix() { (cd "$WINEPREFIX/drive_c" && find . -ipath '*temp/*' -prune -o -type f -print | sort); }

have_wine() {
  command -v wine >/dev/null && return
  apt-cache show wine64 >/dev/null 2>&1 && need_packages wine wine64
}
