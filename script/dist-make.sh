# shellcheck shell=bash disable=SC2154 # root and the lists are set in lib.sh
#
# How script/dist makes the packages. Sourced, not run. What is in them stands in
# .goreleaser.yaml; here is what it needs: the version, the tools, and what Debian has
# for another processor.

# step TEXT: a line that says what begins.
step() { say "== $*"; }

# read_commit: sets commit, version and numeric_version. A commit with a tag v1.2.3
# is version 1.2.3; any other comes before the version in FyneApp.toml:
# 1.2.3-dev.45+g0123abc, where 45 counts the commits.
read_commit() {
  local git=(git -c safe.directory="$root" -C "$root") tag next count
  commit=$("${git[@]}" rev-parse --verify HEAD) || die "this is no git checkout, so there is no version."
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

# install_tools: puts the tools into build/tools.
install_tools() {
  say "Building the tools"
  build_tool goreleaser github.com/goreleaser/goreleaser/v2
  build_tool cyclonedx-gomod github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod
  build_tool go-winres github.com/tc-hib/go-winres
  build_tool licences ./licences
  build_tool macho ./macho
}

# make_packages WORK OUT: the packages of the commit, from a clone of it in the folder
# WORK, which it makes. OUT gets the packages, their SBOMs and the checksums.
make_packages() {
  local work=$1 out=$2 timestamp
  export VERSION=$version NUMERIC_VERSION=$numeric_version DIST_MAINTAINER=$maintainer DIST_HOMEPAGE=$homepage DIST_DOWNLOADS=$downloads TOOLS=$tools ROOT=$work
  export SYSROOT=$root/build/sysroot-arm64
  git -c safe.directory="$root" clone --quiet --no-hardlinks "$root" "$work"
  git -C "$work" -c advice.detachedHead=false checkout --quiet "$commit"
  (cd "$work/tools" && CGO_ENABLED=0 go build -o "$tools/manual" ./manual)
  # Snapshot: the version is ours, also where there is no tag, and nothing is published.
  (cd "$work" && "$tools/goreleaser" release --snapshot --clean --parallelism "$(nproc)")
  mkdir -p "$out"
  find "$work/build/release" -maxdepth 1 -type f -regextype egrep -regex '.*\.(deb|rpm|pkg\.tar\.zst|tar\.xz|tar\.gz|zip|cdx\.json)' -exec cp {} "$out/" \;
  timestamp=$(git -C "$work" show --no-patch --format=%ct HEAD)
  "$work/packaging/windows/make" "$version" "$timestamp" "$out/pleo-key-check-$version-windows-amd64.zip" "$out"
  "$work/packaging/channels/make" "$version" "$timestamp" "$out"
  (cd "$out" && sha256sum -- * >"$work/SHA256SUMS" && mv "$work/SHA256SUMS" .)
}

# make_sysroot: the development files of arm64, in build/, from the machine's own
# package sources. The machine itself stays as it is.
make_sysroot() {
  local sysroot=$root/build/sysroot-arm64 gcc
  [ ! -e "$sysroot/complete" ] || return 0
  say "Fetching the development files of arm64"
  rm -rf "$sysroot"
  gcc=$(aarch64-linux-gnu-gcc -dumpversion)
  clean_system extract arm64 "$sysroot" libc6-dev "libgcc-${gcc%%.*}-dev" "${graphics_packages[@]}"
  touch "$sysroot/complete"
}

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

# print_sizes OUT: the table of sizes, in MB of 1,000,000 bytes.
print_sizes() {
  local out=$1 target row='%-15s %12s %15s %12s %12s %9s\n'
  # shellcheck disable=SC2059
  printf "$row" 'target' 'program' 'without window' 'package' 'installed' 'modules'
  for target in linux-amd64 linux-arm64 windows-amd64; do
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
