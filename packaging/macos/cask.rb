cask "pleo-key-check" do
  version "@VERSION@"
  sha256 "@SHA256@"

  url "@DOWNLOADS@/v@VERSION@/@FILE@"
  name "Key Check for Pleo"
  desc "Tells whether a Pleo API key works"
  homepage "@HOMEPAGE@"

  depends_on macos: ">= :monterey"

  app "Key Check for Pleo.app"

  # The keys are in the keychain: "Remove everything" in the app takes them out.
  zap trash: "~/Library/Application Support/pleo-key-check"
end
