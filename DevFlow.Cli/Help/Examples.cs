namespace DevFlow.Cli.Help;

/// <summary>What somebody would type, for each command. The help shows it; a test tries that every line is understood.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> _all = new(StringComparer.Ordinal)
    {
        [""] =
        [
            "devflow init                                 make .env and the keys that nobody has to know",
            "devflow verify                               what is wrong, and what to do",
            "devflow explain AOSENTRY_API_KEY             where it comes from, and why",
            "devflow run -- npm start                     a program with the secrets in its environment",
        ],
        ["init"] = ["devflow init"],
        ["verify"] = ["devflow verify", "devflow verify --strict --json               for a deployment"],
        ["list"] = ["devflow list", "devflow list --json"],
        ["explain"] = ["devflow explain JWT_SECRET"],
        ["get"] = ["devflow get JWT_SECRET                       *** and its source", "devflow get JWT_SECRET --reveal              the value alone, for a pipe"],
        ["run"] =
        [
            "devflow run -- npm start",
            "devflow run --env-file test.env -- npm test  its keys win; op:// references are resolved",
            "devflow run -- sh -c 'echo \"$JWT_SECRET\"'     single quotes: the child's shell is to expand it",
        ],
        ["inject"] = ["devflow inject -i app.conf.tpl -o app.conf", "devflow inject <app.conf.tpl | diff app.conf -"],
        ["lease"] = ["devflow lease read-only -- psql", "devflow lease read-write --ttl 5m -- npm run migrate"],
        ["lease list"] = ["devflow lease list --json"],
        ["lease revoke"] = ["devflow lease revoke 01938f5e-0000-7000-8000-000000000000"],
        ["versions"] = ["devflow versions github/token", "devflow versions STRIPE_API_KEY --project web-shop --environment production --compare 2 3"],
        ["grant"] =
        [
            "devflow grant ben STRIPE_API_KEY --project web-shop --environment staging --for 7d",
            "devflow grant service:deployer --all --write --project web-shop --environment staging --for 12h",
        ],
        ["grant list"] = ["devflow grant list --project web-shop"],
        ["grant revoke"] = ["devflow grant revoke 01938f5e-0000-7000-8000-000000000000 --project web-shop"],
        ["share"] = ["devflow share create STRIPE_API_KEY --views 2 --expires 12h"],
        ["share create"] =
        [
            "devflow share create STRIPE_API_KEY --views 2 --expires 12h",
            "devflow share create <key.pem                its value is in no command line",
        ],
        ["share open"] = ["devflow share open <link.txt"],
        ["share list"] = ["devflow share list --ended"],
        ["share revoke"] = ["devflow share revoke 01938f5e-0000-7000-8000-000000000000"],
        ["rollback"] = ["devflow rollback STRIPE_API_KEY --project web-shop --environment production --to 2"],
        ["generate"] =
        [
            "devflow generate SESSION_SECRET              into .env, as openssl rand -hex 32 makes it",
            "devflow generate --base64 --bytes 48 | wc -c",
        ],
        ["set"] =
        [
            "devflow set AOSENTRY_API_KEY                 asks for the value, without showing it",
            "devflow set TLS_KEY --file key.pem --to 1password",
        ],
        ["unset"] = ["devflow unset AOSENTRY_API_KEY"],
        ["import"] = ["devflow import doppler.json --dry-run", "vault kv get -format=json secret/app | devflow import -"],
        ["migrate"] =
        [
            "devflow migrate --from env --to 1password --dry-run",
            "devflow migrate --from env --to 1password --yes --delete-source",
            "devflow migrate --from env --to vault --project web-shop --environment staging STRIPE_API_KEY",
        ],
        ["scan"] = ["devflow scan                                 the files that git does not ignore", "devflow scan --history --json"],
        ["install-hook"] = ["devflow install-hook                         every commit is scanned from now on"],
        ["audit"] = ["devflow audit tail -f", "devflow audit verify"],
        ["audit tail"] = ["devflow audit tail -f --key JWT_SECRET"],
        ["audit verify"] = ["devflow audit verify --json"],
        ["audit export"] = ["devflow audit export --format csv --from 2026-01-01 >audit.csv"],
        ["deps"] = ["devflow deps JWT_SECRET                      who breaks if it is rotated", "devflow deps --service workflow-engine --json"],
        ["rotate"] =
        [
            "devflow rotate                               what is rotated, when it was and when it will be",
            "devflow rotate JWT_SECRET --dry-run          what would happen",
            "devflow rotate --due --json",
        ],
        ["breach"] = ["devflow breach declare --secret JWT_SECRET --dry-run", "devflow breach list --open"],
        ["breach declare"] =
        [
            "devflow breach declare --service knowledge-hub --dry-run",
            "devflow breach declare --user anna --reason 'a laptop was stolen' --yes",
        ],
        ["breach list"] = ["devflow breach list --open --json"],
        ["breach report"] = ["devflow breach report 01938f5e-0000-7000-8000-000000000000 >incident.md"],
        ["breach done"] = ["devflow breach done 01938f5e-0000-7000-8000-000000000000 4 --note 'replaced at the provider'"],
        ["compliance"] = ["devflow compliance report --framework soc2"],
        ["compliance report"] = ["devflow compliance report --framework gdpr --json", "devflow compliance report --framework soc2 --html >soc2.html"],
        ["completion"] = ["eval \"$(devflow completion bash)\""],
    };

    /// <summary>The examples of a command, such as <c>audit verify</c>; none of one that has none.</summary>
    public static IReadOnlyList<string> Of(string command) => _all.GetValueOrDefault(command, []);
}
