using System.Text.RegularExpressions;

namespace DevFlow.Secrets;

/// <summary>
/// The tokens that can be told by their form, each with the place that says what the form is. The forms run on at most
/// <see cref="TokenSearch.Window"/> characters from their keyword on, and none repeats a repetition, so that they need no time limit.
/// </summary>
internal static partial class TokenRules
{
    private const string EndsWord = "(?![A-Za-z0-9_-])";
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    public static IReadOnlyList<TokenRule> All { get; } =
    [
        new("1password-service-account-token", "token of a 1Password service account", ["ops_"], OnePasswordServiceAccount),
        new("1password-connect-token", "access token of 1Password Connect", ["eyJ"], Jwt) { IsSecret = TokenJwt.IsOfConnect },
        new("1password-secret-key", "secret key of a 1Password account", ["A3-"], OnePasswordSecretKey),
        new("age-secret-key", "age identity", ["AGE-SECRET-KEY-1"], Age),
        new("anthropic-api-key", "API key of Anthropic", ["sk-ant-"], Anthropic),
        new("atlassian-api-token", "API token of Atlassian", ["ATATT3", "ATCTT3"], Atlassian),
        new("aws-access-key-id", "access key of AWS: its secret half is likely to be near", ["AKIA", "ASIA"], Aws),
        new("azure-storage-key", "account key of Azure Storage", ["AccountKey="], Azure) { SecretAt = match => match.IndexOf('=') + 1 },
        new("doppler-token", "token of Doppler", ["dp.pt.", "dp.st.", "dp.sa.", "dp.ct.", "dp.scim.", "dp.audit."], Doppler),
        new("github-fine-grained-token", "fine-grained personal access token of GitHub", ["github_pat_"], GitHubFineGrained),
        new("github-token", "token of GitHub", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], GitHub),
        new("gitlab-token", "token of GitLab", ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glagent-", "gloas-"], GitLab),
        new("google-api-key", "API key of Google", ["AIza"], GoogleApi),
        new("google-oauth-secret", "OAuth client secret of Google", ["GOCSPX-"], GoogleOAuth),
        new("huggingface-token", "access token of Hugging Face", ["hf_"], HuggingFace),
        new("jwt", "signed token (JWT)", ["eyJ"], Jwt) { IsSecret = TokenJwt.IsSecret },
        new("npm-token", "access token of npm", ["npm_"], Npm),
        new("openai-api-key", "API key of OpenAI, or of a gateway that writes its keys alike", ["sk-"], OpenAI),
        new("private-key", "private key", ["-----BEGIN "], PrivateKey) { BeginsWord = false, IsSecret = TokenPlaceholders.IsDrawnKey },
        new("pypi-token", "API token of PyPI", ["pypi-AgE"], PyPI),
        new("sendgrid-api-key", "API key of SendGrid", ["SG."], SendGrid),
        new("slack-token", "token of Slack", ["xoxa-", "xoxb-", "xoxe-", "xoxe.", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-"], Slack),
        new("slack-webhook", "webhook of Slack", ["hooks.slack.com/"], SlackWebhook) { BeginsWord = false },
        new("stripe-key", "live key of Stripe", ["sk_live_", "rk_live_"], Stripe),
        new("stripe-webhook-secret", "webhook signing secret of Stripe", ["whsec_"], StripeWebhook),
        new("twilio-api-key", "API key of Twilio", [.. "0123456789abcdef".Select(digit => $"SK{digit}")], Twilio),
        new("url-password", "password in a URL", ["://"], UrlPassword)
        {
            IsGuessable = true,
            BeginsWord = false,
            SecretAt = TokenUrl.PasswordAt,
            IsSecret = TokenUrl.IsSecret,
        },
        new("vault-token", "token of HashiCorp Vault", ["hvs.", "hvb.", "hvr."], Vault),
    ];

    // https://developer.1password.com/docs/service-accounts/ : ops_ and the base64 of a JSON object, some 800 characters
    [GeneratedRegex("^ops_eyJ[A-Za-z0-9_-]{250,4000}={0,2}", Options, -1)]
    private static partial Regex OnePasswordServiceAccount { get; }

    // https://support.1password.com/secret-key-security/ : A3, six letters of the account, 26 of 31 drawn characters
    [GeneratedRegex("^A3-[A-Z0-9]{6}-([A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(-[A-Z0-9]{5}){3}" + EndsWord, Options, -1)]
    private static partial Regex OnePasswordSecretKey { get; }

    // https://github.com/C2SP/C2SP/blob/main/age.md : Bech32 of 32 bytes
    [GeneratedRegex("^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}" + EndsWord, Options, -1)]
    private static partial Regex Age { get; }

    // https://docs.anthropic.com/en/api/overview
    [GeneratedRegex("^sk-ant-[a-z0-9]{2,20}-[A-Za-z0-9_-]{32,200}", Options, -1)]
    private static partial Regex Anthropic { get; }

    // https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/ : of varying length
    [GeneratedRegex("^AT[AC]TT3[A-Za-z0-9_=-]{60,400}", Options, -1)]
    private static partial Regex Atlassian { get; }

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    [GeneratedRegex("^A[KS]IA[A-Z2-7]{16}" + EndsWord, Options, -1)]
    private static partial Regex Aws { get; }

    // https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string : base64 of 64 bytes
    [GeneratedRegex("^AccountKey=[A-Za-z0-9+/]{86}==", Options, -1)]
    private static partial Regex Azure { get; }

    // https://docs.doppler.com/reference/auth-token-formats
    [GeneratedRegex(@"^dp\.(pt|sa|ct|scim|audit|st(\.[a-z0-9_-]{2,35})?)\.[A-Za-z0-9]{40,44}" + EndsWord, Options, -1)]
    private static partial Regex Doppler { get; }

    // https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
    [GeneratedRegex("^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}" + EndsWord, Options, -1)]
    private static partial Regex GitHubFineGrained { get; }

    // As above: 36 characters, of which the last six are a checksum; said to be up to 255 long one day.
    [GeneratedRegex("^gh[pousr]_[A-Za-z0-9]{36,251}" + EndsWord, Options, -1)]
    private static partial Regex GitHub { get; }

    // https://docs.gitlab.com/security/tokens/#token-prefixes ; the newer ones are routable and hold two dots
    [GeneratedRegex(@"^gl(pat|dt|rt|cbt|ptt|agent|oas)-[A-Za-z0-9_-]{20,300}(\.[a-z0-9]{2}\.[a-z0-9]{9})?", Options, -1)]
    private static partial Regex GitLab { get; }

    // https://cloud.google.com/docs/authentication/api-keys
    [GeneratedRegex("^AIza[A-Za-z0-9_-]{35}" + EndsWord, Options, -1)]
    private static partial Regex GoogleApi { get; }

    // https://developers.google.com/identity/protocols/oauth2
    [GeneratedRegex("^GOCSPX-[A-Za-z0-9_-]{28}" + EndsWord, Options, -1)]
    private static partial Regex GoogleOAuth { get; }

    // https://huggingface.co/docs/hub/security-tokens
    [GeneratedRegex("^hf_[A-Za-z]{34}" + EndsWord, Options, -1)]
    private static partial Regex HuggingFace { get; }

    // RFC 7519 and RFC 7515, section 3.1: header and payload are JSON objects, so both begin with the base64 of {" and a letter or digit
    [GeneratedRegex(@"^eyJ[A-Za-z0-9_-]{10,2000}\.ey[IJ][A-Za-z0-9_-]{10,5000}\.[A-Za-z0-9_-]{20,1000}", Options, -1)]
    private static partial Regex Jwt { get; }

    // https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/
    [GeneratedRegex("^npm_[A-Za-z0-9]{36}" + EndsWord, Options, -1)]
    private static partial Regex Npm { get; }

    // https://platform.openai.com/docs/api-reference/authentication : of projects, service accounts and administrators; older ones have no
    // second word. Without a digit it is a name, such as sk-loading-indicator.
    [GeneratedRegex("^sk-((proj|svcacct|admin)-[A-Za-z0-9_-]{20,300}|(?=[A-Za-z]{0,60}[0-9])[A-Za-z0-9]{20,64}" + EndsWord + ")", Options, -1)]
    private static partial Regex OpenAI { get; }

    // RFC 7468 and RFC 1421 (PEM), RFC 9580 (PGP), and OpenSSH's PROTOCOL.key. Across lines, or with \n in a string.
    [GeneratedRegex(
        @"^-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY( BLOCK)?-----[\s\\""',]{0,20}((Proc-Type|DEK-Info|Version|Comment|Hash): [^\r\n\\]{0,100}[\s\\]{1,8}){0,4}[A-Za-z0-9+/=\s\\""',]{64,7000}",
        Options, -1)]
    private static partial Regex PrivateKey { get; }

    // https://pypi.org/help/#apitoken : a macaroon, whose first bytes are always the same
    [GeneratedRegex("^pypi-AgE[A-Za-z0-9_-]{60,600}", Options, -1)]
    private static partial Regex PyPI { get; }

    // https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
    [GeneratedRegex(@"^SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}" + EndsWord, Options, -1)]
    private static partial Regex SendGrid { get; }

    // https://docs.slack.dev/authentication/tokens
    [GeneratedRegex(@"^(xox[abeoprs]|xoxe\.xox[bp]|xapp)-[0-9]{1,20}-[A-Za-z0-9-]{10,300}", Options, -1)]
    private static partial Regex Slack { get; }

    // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
    [GeneratedRegex("^hooks[.]slack[.]com/(services|workflows|triggers)/[A-Z0-9]{8,12}/[A-Z0-9]{8,20}/[A-Za-z0-9]{20,40}", Options, -1)]
    private static partial Regex SlackWebhook { get; }

    // https://docs.stripe.com/keys
    [GeneratedRegex("^[sr]k_live_[A-Za-z0-9]{16,250}" + EndsWord, Options, -1)]
    private static partial Regex Stripe { get; }

    // https://docs.stripe.com/webhooks/signature
    [GeneratedRegex("^whsec_[A-Za-z0-9+/]{32,64}" + EndsWord, Options, -1)]
    private static partial Regex StripeWebhook { get; }

    // https://www.twilio.com/docs/glossary/what-is-a-sid
    [GeneratedRegex("^SK[0-9a-f]{32}" + EndsWord, Options, -1)]
    private static partial Regex Twilio { get; }

    // RFC 3986, section 3.2.1: scheme://user:password@host
    [GeneratedRegex("""^://[^\s/?#@:"'`<>\\]{0,128}:[^\s/?#@"'`\\]{3,256}(?=@[A-Za-z0-9\[$])""", Options, -1)]
    private static partial Regex UrlPassword { get; }

    // https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes
    [GeneratedRegex(@"^hv[sbr]\.[A-Za-z0-9_-]{24,400}", Options, -1)]
    private static partial Regex Vault { get; }
}
