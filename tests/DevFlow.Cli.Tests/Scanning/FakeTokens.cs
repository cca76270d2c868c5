namespace DevFlow.Cli.Tests;

/// <summary>Tokens of the forms of services, drawn here: written down, they would be findings themselves.</summary>
internal static class FakeTokens
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string GitHub { get; } = "ghp_" + Draw(36);

    public static string Draw(int length, string alphabet = Letters, int seed = 1)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }

    /// <summary>One of each form, by the name of its rule.</summary>
    public static IReadOnlyDictionary<string, string> ByRule { get; } = new Dictionary<string, string>
    {
        ["1password-service-account-token"] = "ops_eyJ" + Draw(600),
        ["1password-connect-token"] = Jwt("""{"1password.com/auuid":"HGYUB","sub":"X"}"""),
        ["1password-secret-key"] = $"A3-{Upper(6)}-{Upper(6)}-{Upper(5)}-{Upper(5)}-{Upper(5)}-{Upper(5)}",
        ["age-secret-key"] = "AGE-SECRET-KEY-1" + Draw(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
        ["anthropic-api-key"] = $"sk-ant-api03-{Draw(93)}AA",
        ["atlassian-api-token"] = "ATATT3" + Draw(186),
        ["aws-access-key-id"] = "AKIA" + Draw(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
        ["azure-storage-key"] = $"AccountKey={Draw(86)}==",
        ["doppler-token"] = "dp.pt." + Draw(43),
        ["github-fine-grained-token"] = $"github_pat_{Draw(22)}_{Draw(59)}",
        ["github-token"] = GitHub,
        ["gitlab-token"] = "glpat-" + Draw(20),
        ["google-api-key"] = "AIza" + Draw(35),
        ["google-oauth-secret"] = "GOCSPX-" + Draw(28),
        ["huggingface-token"] = "hf_" + Draw(34, Letters[..52]),
        ["jwt"] = Jwt("""{"sub":"somebody","iat":1700000000}"""),
        ["npm-token"] = "npm_" + Draw(36),
        ["openai-api-key"] = "sk-proj-" + Draw(120),
        ["private-key"] = $"-----BEGIN RSA {"PRIVATE"} KEY-----\n{Draw(64)}\n{Draw(64, seed: 2)}\n-----END RSA {"PRIVATE"} KEY-----",
        ["pypi-token"] = "pypi-AgEIcHlwaS5vcmc" + Draw(150),
        ["sendgrid-api-key"] = $"SG.{Draw(22)}.{Draw(43)}",
        ["slack-token"] = $"xoxb-{Draw(12, "0123456789")}-{Draw(12, "0123456789", 2)}-{Draw(24)}",
        ["slack-webhook"] = $"https://hooks.slack.com/services/T{Upper(9)}/B{Upper(9)}/{Draw(24)}",
        ["stripe-key"] = "sk_live_" + Draw(24),
        ["stripe-webhook-secret"] = "whsec_" + Draw(32),
        ["twilio-api-key"] = "SK" + Draw(32, "0123456789abcdef"),
        ["url-password"] = $"amqp://worker:{Draw(12)}@mq.internal.corp:5672/",
        ["vault-token"] = "hvs." + Draw(95),
    };

    private static string Upper(int length) => Draw(length, Letters[..26] + "23456789", length);

    private static string Jwt(string payload) => $"{Base64Url("""{"alg":"ES256","typ":"JWT"}""")}.{Base64Url(payload)}.{Draw(86)}";

    private static string Base64Url(string text) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
