# shellcheck shell=bash disable=SC2154 # root and the lists are set in lib.sh
#
# How script/dist makes the packages. Sourced, not run.
#
# Everything is built from an export of the commit, never from the working
# folder. What would make two runs differ is taken away: paths (-trimpath), the
# build id, times (SOURCE_DATE_EPOCH is the commit's), owners, the order of
# files, and settings of whoever calls.

all_targets=(linux-amd64 linux-arm64 windows-amd64)

# step TEXT: a line that says what begins.
step() { say "== $*"; }

# read_commit: sets commit, version, deb_version, numeric_version and
# SOURCE_DATE_EPOCH. A commit with a tag v1.2.3 is version 1.2.3; any other
# comes before the version in FyneApp.toml: 1.2.3-dev.45+g0123abc, where 45
# counts the commits.
read_commit() {
  local git=(git -c safe.directory="$root" -C "$root") tag next count
  commit=$("${git[@]}" rev-parse --verify HEAD) || die "this is no git checkout, so there is no version."
  export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
  SOURCE_DATE_EPOCH=$("${git[@]}" log -1 --format=%ct)
  count=$("${git[@]}" rev-list --count HEAD)
  tag=$("${git[@]}" tag --points-at HEAD --list 'v[0-9]*.[0-9]*.[0-9]*' --sort=-version:refname | sed -n 1p)
  next=$(sed -n 's/^Version = "\(.*\)"$/\1/p' "$root/FyneApp.toml")
  version=${tag#v}
  [ -n "$version" ] || version="$next-dev.$count+g${commit:0:7}"
  [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+([-+.][0-9A-Za-z.+-]+)?$ ]] || die "\"$version\" is no version."
  numeric_version="${version%%[-+]*}.$((count % 65536))"
  if [ -n "$("${git[@]}" status --porcelain)" ]; then
    say "Changes that are not committed are not in the packages."
  fi
}

# deb_version VERSION: as Debian orders them, 1.2.3-dev comes before 1.2.3.
deb_version() { printf '%s\n' "${1/-/\~}"; }

# install_tools: puts the tools into build/tools.
install_tools() {
  say "Building the tools"
  build_tool nfpm github.com/goreleaser/nfpm/v2/cmd/nfpm
  build_tool cyclonedx-gomod github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod
  build_tool go-winres github.com/tc-hib/go-winres
  build_tool licences ./licences
}

# make_packages VERSION WORK OUT TARGET…: builds in the folder WORK, which it
# makes, and puts the packages with checksums into OUT.
make_packages() {
  local version=$1 work=$2 out=$3 target
  shift 3
  mkdir -p "$work/source" "$out"
  git -c safe.directory="$root" -C "$root" archive "$commit" | tar -x -C "$work/source"
  (cd "$work/source" && GOFLAGS='' "$tools/licences" -list) >"$work/licences.tsv"
  for target in "$@"; do
    step "$target $version"
    case $target in
      linux-*) make_linux "$version" "$work" "$out" "${target#linux-}" ;;
      windows-amd64) make_windows "$version" "$work" "$out" ;;
    esac
  done
  (cd "$out" && find . -type f ! -name SHA256SUMS -printf '%P\n' | sort | xargs -d '\n' sha256sum >SHA256SUMS)
}

# compile WORK OUTPUT PACKAGE TAGS LINKER VERSION [ARGUMENT…]: builds a program;
# the system and the compiler come from the environment. The one without a window
# has no C in it.
compile() {
  local work=$1 output=$2 package=$3 tags=$4 linker=$5 version=$6 cgo=1
  shift 6
  [ "$package" != "$without_window" ] || cgo=0
  (
    cd "$work/source"
    unset CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_LDFLAGS GOEXPERIMENT
    export CGO_ENABLED=$cgo GOFLAGS='' GOWORK=off GOAMD64=v1 GOARM64=v8.0
    go build -trimpath -buildvcs=false -tags "$tags" "$@" \
      -ldflags "-s -w -buildid= -X pleokeycheck/internal/setup.version=$version $linker" -o "$output" "$package"
  )
}

# make_linux VERSION WORK OUT ARCH
make_linux() {
  local version=$1 work=$2 out=$3 arch=$4 program
  local stage=$work/linux-$arch
  mkdir -p "$stage/usr/bin"
  (
    export GOOS=linux GOARCH=$arch
    [ "$arch" = "$(dpkg --print-architecture)" ] || use_cross "$arch"
    compile "$work" "$stage/usr/bin/pleo-key-check" . "$tags" '-extldflags "-Wl,-z,relro,-z,now"' "$version" -buildmode=pie
    compile "$work" "$stage/usr/bin/pleo-key-check-cli" "$without_window" '' '' "$version"
  )
  stage_files "$version" "$work/source" "$stage/usr"
  find "$stage" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
  make_deb "$version" "$work" "$out" "$arch"
  make_tar "$version" "$work" "$out" "$arch"
  for program in pleo-key-check pleo-key-check-cli; do
    make_sbom "$version" "$stage/usr/bin/$program" "$out/${program}_${version}_linux-$arch.cdx.json"
  done
}

# use_cross ARCH: exports how to compile for another architecture: Debian's
# cross compiler and, in build/, the development files of that architecture
# from the machine's own package sources. The machine itself stays as it is.
use_cross() {
  [ "$1" = arm64 ] || die "there is no recipe here for $1 on $(dpkg --print-architecture)."
  local sysroot=$root/build/sysroot-$1 triplet=aarch64-linux-gnu
  if ! [ -e "$sysroot/complete" ]; then
    say "Fetching the development files of $1"
    rm -rf "$sysroot"
    clean_system extract "$1" "$sysroot" libc6-dev libgcc-"$(gcc_major)"-dev "${graphics_packages[@]}"
    touch "$sysroot/complete"
  fi
  export CC="$triplet-gcc --sysroot=$sysroot"
  export PKG_CONFIG_SYSROOT_DIR=$sysroot PKG_CONFIG_PATH=
  export PKG_CONFIG_LIBDIR=$sysroot/usr/lib/$triplet/pkgconfig:$sysroot/usr/share/pkgconfig
}

gcc_major() { aarch64-linux-gnu-gcc -dumpversion | cut -d. -f1; }

# clean_system VARIANT ARCH FOLDER PACKAGE…: a Debian system in FOLDER, from the
# sources that this machine's apt is set to; only those of the system itself.
clean_system() {
  local variant=$1 arch=$2 folder=$3 log id suite
  shift 3
  log=$(mktemp)
  # shellcheck disable=SC1091
  id=$(. /etc/os-release && echo "$ID")
  # shellcheck disable=SC1091
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  # shellcheck disable=SC2016 # the names are apt's
  apt-get indextargets 'Created-By: Packages' \
    --format '$(ORIGIN) deb $(REPO_URI) $(RELEASE) $(COMPONENT)' |
    awk -v id="$id" 'tolower($1) == id { sub(/^[^ ]+ /, ""); if (!seen[$0]++) print }' >"$log.sources"
  [ -s "$log.sources" ] || die "apt knows no sources of $id; run apt-get update."
  # What apt is told here about proxies and the like holds there too.
  apt-config dump Acquire >"$log.conf"
  local include=()
  [ $# -eq 0 ] || include=(--include="$(IFS=, && echo "$*")")
  if ! mmdebstrap --quiet --variant="$variant" --architectures="$arch" "${include[@]}" \
    --aptopt="$log.conf" "$suite" "$folder" - <"$log.sources" >"$log" 2>&1; then
    cat "$log" >&2
    die "no $id system for $arch could be made."
  fi
  rm -f "$log" "$log.sources" "$log.conf"
}

# stage_files VERSION SOURCE USR: everything but the programs, as it lies in /usr.
# Manual and completion are made from the commands of the programs.
stage_files() {
  local version=$1 source=$2 usr=$3 from=$2/packaging/linux size date
  date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
  fill() { sed -e "s/@VERSION@/$version/g" -e "s/@DATE@/$date/g" "$1"; }

  install -D -m 0644 "$from/$app_id.desktop" "$usr/share/applications/$app_id.desktop"
  mkdir -p "$usr/share/metainfo" "$usr/share/man/man1"
  fill "$from/$app_id.metainfo.xml" >"$usr/share/metainfo/$app_id.metainfo.xml"
  (cd "$source" && CGO_ENABLED=0 GOFLAGS='' GOWORK=off go run -buildvcs=false ./tools/manual -version "$version" "$usr/share")
  gzip -9n "$usr"/share/man/man1/*.1
  ln -s pleo-key-check.1.gz "$usr/share/man/man1/pleo-key-check-cli.1.gz"

  install -D -m 0644 "$source/assets/icon.svg" "$usr/share/icons/hicolor/scalable/apps/$app_id.svg"
  for size in 16 24 32 48 64 128 256 512; do
    mkdir -p "$usr/share/icons/hicolor/${size}x$size/apps"
    rsvg-convert --width "$size" --height "$size" "$source/assets/icon.svg" \
      >"$usr/share/icons/hicolor/${size}x$size/apps/$app_id.png"
  done

  mkdir -p "$usr/share/doc/pleo-key-check"
  write_copyright "$source" >"$usr/share/doc/pleo-key-check/copyright"
  gzip -9n <"$source/CHANGELOG.md" >"$usr/share/doc/pleo-key-check/changelog.gz"
  find "$usr" -type d -exec chmod 0755 {} +
  find "$usr" -type f ! -path '*/bin/*' -exec chmod 0644 {} +
}

write_copyright() {
  printf 'Key Check for Pleo. An independent tool, not made or endorsed by Pleo.\n'
  printf 'Source: %s\n' "commit $commit"
  printf 'Copyright: 2026 The Key Check for Pleo authors\n\n'
  cat "$1/assets/licences.txt"
}

# make_deb VERSION WORK OUT ARCH
make_deb() {
  local version=$1 work=$2 out=$3 arch=$4 debian
  local stage=$work/linux-$arch doc=$work/deb-$arch
  local program=$stage/usr/bin/pleo-key-check
  debian=$(deb_version "$version")-1
  mkdir -p "$doc"
  {
    printf 'pleo-key-check (%s) unstable; urgency=medium\n\n' "$debian"
    printf '  * Made from commit %s.\n    What is new stands in changelog.gz.\n\n' "${commit:0:12}"
    printf ' -- %s  %s\n' "$maintainer" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
  } | gzip -9n >"$doc/changelog.Debian.gz"
  {
    printf 'name: pleo-key-check\narch: %s\nplatform: linux\nsection: utils\npriority: optional\n' "$arch"
    printf 'version: "%s"\nversion_schema: none\nmaintainer: "%s"\n' "$debian" "$maintainer"
    printf 'mtime: %s\n' "$(date -u -d "@$SOURCE_DATE_EPOCH" +%FT%TZ)"
    printf 'description: |-\n'
    printf '  tell whether a Pleo API key works\n'
    printf '  Paste a Pleo API key, press one button, and read in plain words whether it\n'
    printf '  works, for which company, and what to do if it does not. The same check runs\n'
    printf '  on the command line, and a demo needs no account and no network. The program\n'
    printf '  pleo-key-check-cli does that without a window and without graphics libraries.\n  .\n'
    printf '  Unofficial: an independent tool, not made or endorsed by Pleo.\n'
    printf 'deb:\n  compression: xz\n'
    printf 'depends:\n'
    depends_of "$program" | sed 's/.*/  - "&"/'
    # A keychain, the browser for the guide, and Wayland's window frames.
    printf 'recommends:\n  - "gnome-keyring | kwalletmanager | keepassxc"\n  - "xdg-utils"\n  - "libdecor-0-0"\n'
    printf 'contents:\n'
    printf '  - {src: "%s", dst: /usr, type: tree}\n' "$stage/usr"
    printf '  - {src: "%s", dst: /usr/share/doc/pleo-key-check/changelog.Debian.gz, file_info: {mode: 0644}}\n' "$doc/changelog.Debian.gz"
    printf '  - {src: "%s", dst: /usr/share/lintian/overrides/pleo-key-check, file_info: {mode: 0644}}\n' "$work/source/packaging/linux/lintian-overrides"
  } >"$doc/nfpm.yaml"
  "$(tool nfpm)" package --config "$doc/nfpm.yaml" --packager deb \
    --target "$out/pleo-key-check_${debian}_$arch.deb" >/dev/null
}

# depends_of PROGRAM: what the package depends on, a line each: the C library,
# as new as the program's symbols ask, the certificates that TLS is checked
# against, and what the program loads when it runs. A library that
# the program names and that is not in the list of lib.sh ends the script.
depends_of() {
  local program=$1 libc name
  libc=$(readelf --version-info --wide "$program" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -n 1)
  printf 'libc6 (>= %s)\nca-certificates\n' "${libc#GLIBC_}"
  { readelf --dynamic --wide "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'; strings -a "$program"; } |
    grep -xE 'lib[A-Za-z0-9_+-]+\.so\.[0-9]+' | sort -u |
    while IFS= read -r name; do
      case " $loaded_libraries " in
        *" $name="*) name=${loaded_libraries#*" $name="} && printf '%s\n' "${name%% *}" ;;
        *" $name "*) ;;
        *) die "the program names $name: put it with its package into loaded_libraries in script/lib.sh." ;;
      esac
    done | sort -u
}

# make_tar VERSION WORK OUT ARCH: unpacks into ~/.local or /usr/local.
make_tar() {
  local name=pleo-key-check-$1-linux-$4
  tar --create --directory="$2/linux-$4/usr" --transform="s|^\.|$name|" --sort=name --format=gnu \
    --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner . |
    xz -6 --threads=1 >"$3/$name.tar.xz"
}

# make_windows VERSION WORK OUT: the program with a window, which has no console
# of its own, and the one for the command line.
make_windows() {
  local version=$1 work=$2 out=$3 name=pleo-key-check-$1-windows-amd64 kind exe package tags linker
  local stage=$work/windows/$name
  mkdir -p "$stage"
  for kind in gui cli; do
    exe=pleo-key-check.exe package=. tags=$desktop_tags linker=-H=windowsgui
    [ "$kind" = gui ] || exe=pleo-key-check-cli.exe package=$without_window tags='' linker=
    # Go links in what lies in the folder of the program's package.
    (cd "$work/source" && "$(tool go-winres)" simply --arch amd64 --out "$package/rsrc" --manifest "$kind" --icon assets/icon.png \
      --product-name 'Key Check for Pleo' --file-description 'Key Check for Pleo' \
      --copyright 'The Key Check for Pleo authors. MIT licence' --original-filename "$exe" \
      --product-version "$version" --file-version "$numeric_version")
    (
      export GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc
      compile "$work" "$stage/$exe" "$package" "$tags" "$linker" "$version"
    )
    make_sbom "$version" "$stage/$exe" "$out/${exe%.exe}_${version}_windows-amd64.cdx.json"
  done
  rm "$work/source/rsrc_windows_amd64.syso" "$work/source/$without_window/rsrc_windows_amd64.syso"
  cp "$work/source/README.md" "$work/source/CHANGELOG.md" "$work/source/LICENSE" "$stage/"
  cp "$work/source/assets/licences.txt" "$stage/licences.txt"
  cp /usr/share/doc/mingw-w64-common/copyright "$stage/mingw-w64.txt"
  chmod 0644 "$stage"/*
  chmod 0755 "$stage"/*.exe
  find "$stage" -exec touch --date="@$SOURCE_DATE_EPOCH" {} +
  rm -f "$out/$name.zip"
  (cd "$work/windows" && find "$name" -type f | sort | zip -q -9 -X -D "$out/$name.zip" -@)
}

# make_sbom VERSION PROGRAM FILE: the modules that are in the program, read from
# the program itself, as CycloneDX, with their licences as tools/licences
# found them. The time is the commit's; the hashes of the tool that made the
# list, which differ between machines, are left out.
make_sbom() {
  local raw=$3.raw time
  time=$(date -u -d "@$SOURCE_DATE_EPOCH" +%FT%TZ)
  "$(tool cyclonedx-gomod)" bin -json -std -noserial -version "v$1" -output "$raw" "$2" 2>"$raw.log" || {
    cat "$raw.log" >&2
    die "no list of modules could be made."
  }
  jq --sort-keys --arg time "$time" --rawfile licences "$work/licences.tsv" '
    ($licences | split("\n") | map(select(. != "") | split("\t")
      | {key: .[0], value: (.[1] | split(" ") | map({license: {id: .}}))}) | from_entries) as $of
    | def named: if $of[.name] then .licenses = $of[.name] else error("no licence of " + .name) end;
    .metadata.timestamp = $time | del(.metadata.tools[]?.hashes?)
    | .metadata.component |= named | .components |= map(named)' "$raw" >"$3"
  rm -f "$raw" "$raw.log"
}

# print_sizes OUT TARGET…: the table of sizes, in MB of 1,000,000 bytes.
print_sizes() {
  local out=$1 target row='%-15s %12s %15s %12s %12s %9s\n'
  shift
  # shellcheck disable=SC2059
  printf "$row" 'target' 'program' 'without window' 'package' 'installed' 'modules'
  for target in "$@"; do
    # shellcheck disable=SC2059,SC2046 # five numbers
    printf "$row" "$target" $(sizes_of "$out" "$target")
  done
}

sizes_of() {
  local out=$1 target=$2 package folder
  folder=$(mktemp -d "$root/build/sizes.XXXXXX")
  case $target in
    linux-*)
      package=$(find "$out" -name "*_${target#linux-}.deb")
      dpkg-deb --extract "$package" "$folder"
      ;;
    *)
      package=$(find "$out" -name "*-$target.zip")
      unzip -q "$package" -d "$folder"
      ;;
  esac
  local program cli
  program=$(find "$folder" -name pleo-key-check.exe -o -path '*/bin/pleo-key-check')
  cli=$(find "$folder" -name pleo-key-check-cli.exe -o -path '*/bin/pleo-key-check-cli')
  megabytes "$(stat -c %s "$program")"
  megabytes "$(stat -c %s "$cli")"
  megabytes "$(stat -c %s "$package")"
  megabytes "$(find "$folder" -type f -printf '%s\n' | awk '{ n += $1 } END { print n }')"
  go version -m "$program" | awk '$1 == "dep" { n++ } END { print n }'
  rm -rf "$folder"
}

megabytes() { awk -v n="$1" 'BEGIN { printf "%.1f MB\n", n / 1e6 }' | tr ' ' '_'; }
