# shellcheck shell=bash disable=SC2034 # the scripts use what is set here
#
# What the scripts beside this file share: where the repository is, which flags
# and tools the project is built with, and how missing Debian packages are
# installed. It is sourced, not run:
#
#     . "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

set -euo pipefail
# Where bash knows it (4.4), $(…) stops at its first failing line too.
shopt -s inherit_errexit 2>/dev/null || true

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
binary=$root/build/pleo-key-check

# One set of tags for every build on Linux, so that the build cache is shared,
# and one for Windows and macOS, where screen readers are served.
# Fyne's own picture font, which every style of text would read anew, is left
# out: it has none of the signs that the program shows, and for pictures in
# names and the like there are the fonts of the system.
# all_tags is for tools that read code only: it brings in the files of the
# keychain, the end-to-end tests and the tests against foreign servers.
# The program without a window has neither Fyne nor C in it: it is built with
# CGO_ENABLED=0 and without tags.
tags=gles,no_emoji
desktop_tags=accessibility,no_emoji
all_tags=gles,no_emoji,keychain,e2e,foreign,exports,wine
without_window=./cmd/pleo-key-check-cli

# Where build_tool puts the tools.
tools=$root/build/tools

# What a build needs. ca-certificates is for the download of the modules.
graphics_packages=(
  libgl-dev libegl-dev libwayland-dev libxkbcommon-dev
  libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev
)
build_packages=(ca-certificates gcc libc6-dev pkg-config "${graphics_packages[@]}")

# What a window needs beyond what the build packages bring with them.
window_packages=(libgl1 libegl1 libgl1-mesa-dri)

# What the tests need beyond a build: a screen, a window manager, a keyboard and
# a mouse without hardware, a keychain without a desktop, the accessibility bus
# with a reader of others, and Orca, in German too.
test_packages=(
  xvfb libgl1-mesa-dri openbox xdotool imagemagick x11-utils xclip
  tesseract-ocr tesseract-ocr-eng
  gnome-keyring dbus dbus-daemon libsecret-tools
  at-spi2-core python3-pyatspi gir1.2-atspi-2.0 orca locales
  curl procps
)

# What the tests against foreign servers need beyond a build. Those that Debian
# does not have, or not new enough, install_foreign gets.
foreign_packages=(nginx-light tinyproxy squid util-linux)
toxiproxy=github.com/Shopify/toxiproxy/v2/cmd/server@v2.12.0
prism=@stoplight/prism-cli
prism_version=5.14.2 # 5.15 and later want Node 24
prism_before=2025-10-10 # and nothing that it depends on is younger: Debian 12 has Node 18
foreign=$root/build/foreign

# What opens the exports: shells and curl, a browser, what reads a PDF. bsdutils
# has script(1). newman comes from npm: see install_newman and need_node.
exports_packages=(wine gcc-mingw-w64-x86-64 curl dash bash zsh bsdutils chromium fonts-dejavu-core poppler-utils)
newman=newman
newman_version=6.2.1
newman_before=2025-10-10 # and nothing that it depends on is younger
# What drives the Windows program. clang is for its C: see build_windows.
windows_packages=(wine clang gcc-mingw-w64-x86-64 xvfb libgl1-mesa-dri openbox xdotool imagemagick x11-utils xclip tesseract-ocr tesseract-ocr-eng)

# What script/bench compares with. install_bench gets the two of npm, and nothing
# that they depend on is younger than these days.
bench_packages=(xvfb chromium jq curl)
bench=$root/build/bench
bru=@usebruno/cli
bru_version=2.15.0
bru_before=2026-03-31

# What script/dist needs, and --check beyond that.
app_id=io.github.pleokeycheck
maintainer=${DIST_MAINTAINER:-The Key Check for Pleo authors <packages@pleo-key-check.invalid>}
homepage=${DIST_HOMEPAGE:-https://pleo-key-check.invalid}
downloads=${DIST_DOWNLOADS:-$homepage/releases/download}
dist_packages=(
  "${build_packages[@]}" git binutils unzip xz-utils jq librsvg2-bin mmdebstrap
  imagemagick nsis nsis-common osslsigncode
  gcc-aarch64-linux-gnu libc6-dev-arm64-cross gcc-mingw-w64-x86-64
)
dist_check_packages=(
  lintian desktop-file-utils appstream man-db shellcheck qemu-user procps util-linux
  xvfb xauth xdotool x11-utils imagemagick
  rpm pacman-package-manager libxml2-utils python3-yaml openssl
)

# The libraries that the program names, by those that it is linked with and
# those that it loads when it runs, with the Debian package of each. Those
# without one are parts of the C library, or tried and done without.
loaded_libraries=" libGL.so.1=libgl1 libEGL.so.1=libegl1 libGLESv2.so.2=libgles2 libGLX.so.0=libglx0
 libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0 libwayland-egl.so.1=libwayland-egl1
 libX11.so.6=libx11-6 libX11-xcb.so.1=libx11-xcb1 libXcursor.so.1=libxcursor1 libXext.so.6=libxext6 libXi.so.6=libxi6
 libXinerama.so.1=libxinerama1 libXrandr.so.2=libxrandr2 libXrender.so.1=libxrender1 libXxf86vm.so.1=libxxf86vm1
 libxkbcommon.so.0=libxkbcommon0
 libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 libdecor-0.so.0 libvulkan.so.1 libOpenGL.so.0 libOSMesa.so.6 libOSMesa.so.8 libGLES_CM.so.1 libGLESv1_CM.so.1 "
loaded_libraries=${loaded_libraries//$'\n'/}

# say TEXT…: a line for the person, on standard error.
say() { printf '%s\n' "$*" >&2; }

# die TEXT…: the same, and the end of the script with status 1.
die() {
  say "$(basename "$0"): $*"
  exit 1
}

# usage: prints the comment at the top of the script that was called.
usage() { awk 'NR == 1 { next } !/^#/ { exit } { sub(/^# ?/, ""); print }' "$0"; }

# need_go: puts Go into PATH and exports where it keeps its caches, so that a
# command with a HOME of its own does not download and build everything again.
need_go() {
  local place wanted
  wanted=$(awk '$1 == "go" { print $2; exit }' "$root/go.mod")
  for place in "$(command -v go || true)" /usr/local/go/bin/go; do
    if [ -x "$place" ] && go_is_enough "$place" "$wanted"; then
      PATH=$(dirname "$place"):$PATH
      export PATH CGO_ENABLED=1
      export_go_caches
      return
    fi
  done
  die "Go $wanted or newer is needed and was found neither in PATH nor in /usr/local/go/bin." \
    "Get it from https://go.dev/dl/ and call this script again."
}

# go_is_enough GO WANTED: whether GO is of version WANTED or newer, or old but
# able to fetch it by itself (1.21 and later, unless GOTOOLCHAIN=local).
go_is_enough() {
  local found
  found=$(cd / && GOTOOLCHAIN=local GOWORK=off "$1" version) || return 1
  awk -v found="${found#go version go}" -v wanted="$2" 'BEGIN {
    split(found, f, /[^0-9]+/)
    split(wanted, w, /[^0-9]+/)
    for (i = 1; i <= 3; i++) if (f[i] + 0 != w[i] + 0) exit f[i] + 0 < w[i] + 0
  }' || (cd "$root" && "$1" list -m) >/dev/null 2>&1
}

export_go_caches() {
  local name value
  for name in GOENV GOPATH GOMODCACHE GOCACHE; do
    value=$(cd "$root" && go env "$name")
    export "$name=$value"
  done
}

# build_tool NAME PACKAGE: builds a package of the module in tools/, which also
# pins the tools of others, into build/tools.
build_tool() {
  mkdir -p "$tools"
  (cd "$root/tools" && CGO_ENABLED=0 go build -o "$tools/$1" "$2")
}

# build: builds the program into build/.
build() {
  (cd "$root" && go build -tags "$tags" -o "$binary" .)
}

# build_windows FOLDER: both Windows programs, for tests. Of the bindings to OpenGL cgo
# asks gcc for ten thousand names, and for each gcc looks for one in all of windows.h
# that is spelled alike, which takes ten minutes. clang can be told not to. It does not
# know all of mingw, so that gcc links.
build_windows() {
  (
    cd "$root"
    export GOOS=windows CGO_ENABLED=1 CC='clang --target=x86_64-w64-windows-gnu -fno-spell-checking -Doffsetof=__builtin_offsetof -w'
    go build -tags "$desktop_tags" -ldflags '-s -w -H=windowsgui -extld=x86_64-w64-mingw32-gcc' -o "$1/pleo-key-check.exe" .
    CGO_ENABLED=0 go build -ldflags '-s -w' -o "$1/pleo-key-check-cli.exe" "$without_window"
  )
}

# make_wine_prefix FOLDER: a fresh Windows of wine in FOLDER. Exports what wine needs
# to find it.
make_wine_prefix() {
  export WINEPREFIX=$1 WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d'
  wineboot --init >/dev/null 2>&1
  wineserver --wait
  # A person's folders are in the prefix, not links out of it.
  find "$WINEPREFIX/drive_c/users" -type l -exec sh -c 'rm "$1" && mkdir "$1"' _ {} \;
  give_primitives
}

# give_primitives: Go takes its random numbers from ProcessPrng in
# bcryptprimitives.dll, which every Windows since 7 has and wine only since
# version 9. For an older wine, one that passes the call on to the old function
# of the same use is put into the prefix. It is for tests and never shipped.
give_primitives() {
  local place=$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll
  [ ! -e "$place" ] || return 0
  printf '%s\n' '#include <windows.h>' \
    'BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);' \
    '__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T size) { return SystemFunction036(to, (ULONG)size); }' |
    x86_64-w64-mingw32-gcc -O2 -shared -o "$place" -xc - -ladvapi32
}

# need_packages NAME…: sees to it that these Debian packages are installed.
# Nothing missing: silent, and apt-get is not called. As root it installs at
# once; as another user it asks first; without a terminal it prints the command
# and exits 1. On a system without apt-get check_tools does the same with its manager.
need_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    check_tools "$@"
    return
  fi
  local missing=() name
  while IFS= read -r name; do missing+=("$name"); done < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0

  local install=(apt-get install -y --no-install-recommends "${missing[@]}")
  if [ "$(id -u)" -eq 0 ]; then
    say "Installing Debian packages: ${missing[*]}"
    apt_install "" "${install[@]}"
    return
  fi
  say "These Debian packages are missing: ${missing[*]}"
  if ! [ -t 0 ] || ! command -v sudo >/dev/null; then
    say "Install them as root and call this script again:"
    say "    ${install[*]}"
    exit 1
  fi
  local answer=
  read -r -p "Install them now with sudo apt-get? [y/N] " answer || true
  case $answer in
    [yY] | [yY][eE][sS]) apt_install sudo "${install[@]}" ;;
    *) die "nothing was installed. The command is: sudo ${install[*]}" ;;
  esac
}

# missing_packages NAME…: those that are not installed, one a line, each once. A package
# that was removed but left its configuration behind counts as missing.
missing_packages() {
  local installed
  installed=$({ LC_ALL=C dpkg -s "$@" 2>/dev/null || true; } |
    awk '/^Package: / { name = $2 } /^Status: .* ok installed$/ { print name }')
  local name
  for name in "$@"; do
    grep -qxF -e "$name" <<<"$installed" || printf '%s\n' "$name"
  done | awk '!seen[$0]++'
}

# apt_install SUDO COMMAND…: COMMAND after an update of the package lists. What
# apt-get has to say is shown when it fails. An update that fails is not the
# end: the lists that are there may do.
apt_install() {
  local as=$1 log
  shift
  log=$(mktemp)
  # shellcheck disable=SC2086 # nothing or one word
  $as env DEBIAN_FRONTEND=noninteractive apt-get update >"$log" 2>&1 ||
    say "The package lists could not be updated; trying with those that are there."
  # shellcheck disable=SC2086
  if ! $as env DEBIAN_FRONTEND=noninteractive "$@" >>"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die "the packages could not be installed. The command was: $*"
  fi
  rm -f "$log"
}

# check_tools NAME…: for systems without apt-get: looks for what each Debian package
# would bring. What is not there is named, as dnf, zypper or pacman call it where the
# system has one of these, and installed like Debian's: as root at once, else after a
# question. Where it is not there afterwards, the script ends.
check_tools() {
  local name lacking=() install=()
  while IFS= read -r name; do lacking+=("$name"); done < <(lacking_tools "$@")
  [ "${#lacking[@]}" -gt 0 ] || return 0
  if command -v dnf >/dev/null; then
    install=(dnf install -y)
  elif command -v zypper >/dev/null; then
    install=(zypper --non-interactive install)
  elif command -v pacman >/dev/null; then
    install=(pacman -S --noconfirm --needed)
  fi
  if [ "${#install[@]}" -gt 0 ]; then
    while IFS= read -r name; do install+=("$name"); done < <(for name in "${lacking[@]}"; do package_of "${install[0]}" "$name"; done | sort -u)
    install_with "${install[@]}"
    lacking=()
    while IFS= read -r name; do lacking+=("$name"); done < <(lacking_tools "$@")
    [ "${#lacking[@]}" -gt 0 ] || return 0
  fi
  say "Not found. Please install, with this system's own package manager:"
  for name in "${lacking[@]}"; do say "    $(tool_of "$name" | sed 's/^pc:\(.*\)/the development files of \1/') (Debian: $name)"; done
  exit 1
}

# lacking_tools NAME…: those Debian packages whose program or library is not here.
lacking_tools() {
  local name wanted
  for name in "$@"; do
    wanted=$(tool_of "$name")
    case $wanted in
      "") ;;
      pc:*) [ "$(uname -s)" = Darwin ] || pkg-config --exists "${wanted#pc:}" 2>/dev/null || echo "$name" ;;
      *) command -v "$wanted" >/dev/null || echo "$name" ;;
    esac
  done
}

# package_of MANAGER NAME: what dnf, zypper or pacman call the Debian package. The first
# two find development files by what pkg-config calls them.
package_of() {
  local wanted
  wanted=$(tool_of "$2")
  case $1:$wanted in
    pacman:pc:gl | pacman:pc:egl) echo libglvnd ;;
    pacman:pc:wayland-client) echo wayland ;;
    pacman:pc:xkbcommon) echo libxkbcommon ;;
    pacman:pc:x*) echo "lib${wanted#pc:}" ;;
    pacman:pkg-config) echo pkgconf ;;
    *:pc:*) echo "pkgconfig(${wanted#pc:})" ;;
    *:pkg-config) echo pkgconf-pkg-config ;;
    *:cc) echo gcc ;;
    *) echo "$2" ;;
  esac
}

# install_with COMMAND…: as root at once, as another user after a question.
install_with() {
  say "Missing here: the command that installs it is"
  say "    $(printf '%q ' "$@")"
  local as=() answer=
  if [ "$(id -u)" -ne 0 ]; then
    { [ -t 0 ] && command -v sudo >/dev/null; } || die "call it as root, then this script again."
    read -r -p "Install now with sudo? [y/N] " answer || true
    case $answer in [yY] | [yY][eE][sS]) as=(sudo) ;; *) die "nothing was installed." ;; esac
  fi
  "${as[@]}" "$@" >&2 || die "the packages could not be installed."
}

# tool_of NAME: the program or the pkg-config module ("pc:…") that the Debian
# package brings; nothing where there is no way to tell from outside.
tool_of() {
  case $1 in
    gcc) echo cc ;;
    pkg-config) if [ "$(uname -s)" != Darwin ]; then echo pkg-config; fi ;;
    libgl-dev) echo pc:gl ;;
    libegl-dev) echo pc:egl ;;
    libwayland-dev) echo pc:wayland-client ;;
    libxkbcommon-dev) echo pc:xkbcommon ;;
    libxcursor-dev) echo pc:xcursor ;;
    libxrandr-dev) echo pc:xrandr ;;
    libxinerama-dev) echo pc:xinerama ;;
    libxi-dev) echo pc:xi ;;
    libxxf86vm-dev) echo pc:xxf86vm ;;
    xvfb) echo Xvfb ;;
    jq | openbox | xdotool | xclip | curl | dbus-daemon) echo "$1" ;;
    imagemagick) echo import ;;
    x11-utils) echo xdpyinfo ;;
    gnome-keyring) echo gnome-keyring-daemon ;;
    dbus) echo dbus-run-session ;;
    libsecret-tools) echo secret-tool ;;
    procps) echo pgrep ;;
    nginx-light) echo nginx ;;
    tinyproxy | squid) echo "$1" ;;
    util-linux) echo unshare ;;
    nodejs) echo node ;;
    npm) echo npm ;;
    dash | bash | zsh | chromium | shellcheck) echo "$1" ;;
    bsdutils) echo script ;;
    poppler-utils) echo pdftotext ;;
  esac
}

# have_display: whether a window can be opened here.
have_display() {
  [ "$(uname -s)" = Darwin ] || wayland_answers || x11_answers
}

wayland_answers() {
  [ -n "${WAYLAND_DISPLAY:-}" ] || return 1
  case $WAYLAND_DISPLAY in
    /*) [ -S "$WAYLAND_DISPLAY" ] ;;
    *) [ -n "${XDG_RUNTIME_DIR:-}" ] && [ -S "$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY" ] ;;
  esac
}

# x11_answers: asks the server where a tool for that is installed. Elsewhere the
# socket of a local display has to do; a display on another machine is believed.
x11_answers() {
  [ -n "${DISPLAY:-}" ] || return 1
  if command -v xdpyinfo >/dev/null; then
    timeout 10 xdpyinfo >/dev/null 2>&1
    return
  fi
  case $DISPLAY in
    :*)
      local socket=${DISPLAY#:}
      socket=/tmp/.X11-unix/X${socket%%.*}
      [ -S "$socket" ] || grep -q "@$socket\$" /proc/net/unix 2>/dev/null
      ;;
  esac
}

# go_test NAME VERBOSE ARGUMENT…: `go test` with these arguments. The output of
# tests that passed is left out unless VERBOSE is 1; all of it is kept in
# build/test/NAME.json. With within=COMMAND it runs inside that, with module=FOLDER
# in the module there. Adds "passed failed skipped" to the file $counts. Fails
# when a test failed, was skipped, or none ran at all: a test that did not run
# proves nothing.
counts=${counts:-/dev/null}
go_test() {
  local name=$1 verbose=$2
  shift 2
  mkdir -p "$root/build/test"
  # shellcheck disable=SC2086 # nothing or one word
  (cd "$root/${module:-}" && ${within:-} go test -json "$@" 2>&1) |
    tee "$root/build/test/$name.json" |
    awk -v verbose="$verbose" -v counts="$counts" -f "$root/script/test-output.awk"
}

# fuzz_tests: every fuzz test of the module, a line each: package, tab, name.
fuzz_tests() {
  local folder list
  cd "$root"
  find . \( -name .git -o -path ./build \) -prune -o -name '*_test.go' \
    -exec grep -l '^func Fuzz' {} + |
    sed 's|/[^/]*$||' | sort -u |
    while IFS= read -r folder; do
      list=$(go test -tags "$tags" -list '^Fuzz' "$folder")
      awk -v folder="$folder" '/^Fuzz/ { print folder "\t" $1 }' <<<"$list"
    done
}

# fuzz EACH: runs every fuzz test for the time EACH ("3s"); stops at a finding.
fuzz() {
  local each=$1 all folder name
  all=$(fuzz_tests)
  [ -n "$all" ] || die "no fuzz test was found."
  while IFS=$'\t' read -r folder name <&3; do
    say "$folder $name"
    fuzz_one "$each" "$folder" "$name"
  done 3<<<"$all"
}

# fuzz_one EACH PACKAGE NAME: Go sometimes reports the end of the fuzzing time
# itself as a failure, "context deadline exceeded" without an input that fails
# (golang/go#75804). That alone is worth a second run; a finding is not.
fuzz_one() {
  local each=$1 folder=$2 name=$3 log
  log=$root/build/test/fuzz-$name.json
  local arguments=(-tags "$tags" -run '^$' -fuzz "^$name\$" -fuzztime "$each" "$folder")
  local earlier
  earlier=$(cat "$counts")
  if go_test "fuzz-$name" 0 "${arguments[@]}"; then return; fi
  if grep -q 'Failing input written' "$log" || ! grep -q 'context deadline exceeded' "$log"; then
    return 1
  fi
  say "The fuzzing time ran out in the middle of an input; once more."
  if [ -f "$counts" ]; then printf '%s\n' "$earlier" >"$counts"; fi
  go_test "fuzz-$name" 0 "${arguments[@]}"
}

# need_node: Node and npm, wherever they are from: the nodejs packages of others
# bring npm along and do not let Debian's in.
need_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then need_packages nodejs npm; fi
}

# install_foreign: puts toxiproxy and Prism into build/foreign, each at the
# version above, unless they are there. The folder is a module of its own, so
# that nothing in it counts as a package of ours. npm runs no package's scripts.
install_foreign() {
  need_node
  mkdir -p "$foreign"
  [ -f "$foreign/go.mod" ] || echo "module foreign" >"$foreign/go.mod"
  if ! [ -x "$foreign/toxiproxy-${toxiproxy##*@}" ]; then
    say "Building $toxiproxy"
    GOBIN=$foreign go install "$toxiproxy"
    mv "$foreign/server" "$foreign/toxiproxy-${toxiproxy##*@}"
  fi
  if [ "$("$foreign/node_modules/.bin/prism" --version 2>/dev/null || true)" != "$prism_version" ]; then
    say "Installing $prism $prism_version"
    npm install --prefix "$foreign" --ignore-scripts --no-audit --no-fund --loglevel=error \
      --save-exact --before "$prism_before" "$prism@$prism_version" >/dev/null
  fi
}

# install_newman: puts newman, Postman's runner, into build/exports unless it is
# there. npm runs no package's scripts.
install_newman() {
  need_node
  local place=$root/build/exports
  mkdir -p "$place"
  [ -f "$place/go.mod" ] || echo "module exports" >"$place/go.mod"
  if [ "$("$place/node_modules/.bin/newman" --version 2>/dev/null || true)" != "$newman_version" ]; then
    say "Installing $newman $newman_version"
    npm install --prefix "$place" --ignore-scripts --no-audit --no-fund --loglevel=error \
      --save-exact --before "$newman_before" "$newman@$newman_version" >/dev/null
  fi
}

# install_bench: puts newman and Bruno's command line into build/bench unless
# they are there. npm runs no package's scripts.
install_bench() {
  mkdir -p "$bench"
  [ -f "$bench/go.mod" ] || echo "module bench" >"$bench/go.mod"
  bench_tool newman "$newman" "$newman_version" "$newman_before"
  bench_tool bru "$bru" "$bru_version" "$bru_before"
}

# bench_tool NAME PACKAGE VERSION BEFORE
bench_tool() {
  [ "$("$bench/node_modules/.bin/$1" --version 2>/dev/null || true)" != "$3" ] || return 0
  need_node
  say "Installing $2 $3"
  mkdir -p "$bench/npm-$1"
  npm install --prefix "$bench/npm-$1" --ignore-scripts --no-audit --no-fund --loglevel=error \
    --save-exact --before "$4" "$2@$3" >/dev/null
  mkdir -p "$bench/node_modules/.bin"
  ln -sfn "$bench/npm-$1/node_modules/.bin/$1" "$bench/node_modules/.bin/$1"
}

# with_keychain COMMAND…: runs it with a private D-Bus session, an unlocked
# gnome-keyring, and a HOME and runtime folder of its own. Nothing of the
# person's own keychain is reachable, and nothing stays behind.
with_keychain() (
  # Short, because the path of a socket may not be longer than 107 bytes.
  dir=$(mktemp -d /tmp/keychain.XXXXXX)
  trap 'end_keychain "$dir"' EXIT
  mkdir -m 0700 "$dir/home" "$dir/run"
  # The password must not be empty: that would not unlock. It protects nothing.
  # shellcheck disable=SC2016 # expanded by the inner shell
  env -u DISPLAY -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS \
    -u XDG_DATA_HOME -u XDG_CONFIG_HOME -u XDG_CACHE_HOME -u XDG_STATE_HOME \
    HOME="$dir/home" XDG_RUNTIME_DIR="$dir/run" \
    dbus-run-session -- bash -c '
      set -euo pipefail
      pids=$1
      shift
      pgrep -x -P "$PPID" dbus-daemon >"$pids"
      printf %s fake-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null
      exec "$@"' _ "$dir/pids" "$@"
)

# end_keychain DIR: the D-Bus daemon ends with its session, except when the
# session was interrupted. The keyring ends when its bus does.
end_keychain() {
  local pid
  if [ -s "$1/pids" ]; then
    while IFS= read -r pid; do
      if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = dbus-daemon ]; then kill "$pid" || true; fi
    done <"$1/pids"
  fi
  rm -rf "$1"
}
