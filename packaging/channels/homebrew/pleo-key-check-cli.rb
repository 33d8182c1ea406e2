class PleoKeyCheckCli < Formula
  desc "Tells whether a Pleo API key works"
  homepage "@HOMEPAGE@"
  url "@MACOS_URL@"
  version "@VERSION@"
  sha256 "@MACOS_SHA256@"
  license "MIT"

  depends_on macos: :monterey

  def install
    bin.install "pleo-key-check-cli"
    man1.install "pleo-key-check-cli.1"
    bash_completion.install "pleo-key-check-cli.bash" => "pleo-key-check-cli"
    fish_completion.install "pleo-key-check-cli.fish"
    zsh_completion.install "_pleo-key-check-cli"
    prefix.install "LICENSE", "licences.txt"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/pleo-key-check-cli version")
  end
end
