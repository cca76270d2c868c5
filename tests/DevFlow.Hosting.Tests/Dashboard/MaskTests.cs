using System.Text;
using System.Text.Json;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;

namespace DevFlow.Hosting.Tests.Dashboard;

public class MaskTests
{
    private const string Secret = "c@nary+/\"ü 42&<";

    public static TheoryData<string> Forms =>
    [
        Secret,
        JsonSerializer.Serialize(Secret).Trim('"'),
        Uri.EscapeDataString(Secret),
        System.Net.WebUtility.UrlEncode(Secret),
        System.Net.WebUtility.HtmlEncode(Secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_hidden_in_each_form(string form) =>
        Assert.Equal("before *** between *** after", new SecretMask([Secret]).Hide($"before {form} between {form} after"));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    public void Inside_a_longer_base64_text_nothing_of_it_is_left(string before)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Secret}:more"));

        var hidden = new SecretMask([Secret]).Hide(text);

        Assert.Contains("***", hidden, StringComparison.Ordinal);
        Assert.True(hidden.Length < 20, hidden);
    }

    [Fact]
    public void The_lines_of_a_key_and_the_password_of_an_address_are_secrets_by_themselves()
    {
        var mask = new SecretMask(["-----BEGIN KEY-----\nMIIEowIBAAKCAQEA\nabcdefghijklmnop\n-----END KEY-----", "postgresql://me:pa%24%24-word@localhost/db", "Host=x;Password=secret-of-x;Database=y"]);

        Assert.Equal("*** and *** and *** and ***", mask.Hide("abcdefghijklmnop and pa%24%24-word and pa$$-word and secret-of-x"));
    }

    [Fact]
    public void What_is_no_longer_than_a_word_is_hidden_where_it_is_the_whole()
    {
        var mask = new SecretMask(["devflow"]);

        Assert.Equal("the devflow app", mask.Hide("the devflow app"));
        Assert.True(mask.IsIn("devflow"));
        Assert.False(mask.IsIn("/src/devflow/app"));
    }

    [Fact]
    public void Of_two_secrets_that_begin_alike_the_longer_is_hidden_whole() =>
        Assert.Equal("***", new SecretMask(["secret-1234", "secret-1234-and-more"]).Hide("secret-1234-and-more"));

    [Fact]
    public async Task A_secret_is_known_once_somebody_has_asked_for_it()
    {
        var secrets = new KnownSecrets();
        var parameter = new ParameterResource("key", _ => "a-secret-value", secret: true);
        secrets.Add(parameter);
        Assert.False(secrets.Now.IsIn("a-secret-value"));

        await parameter.GetValueAsync(TestContext.Current.CancellationToken);

        Assert.True(secrets.Now.IsIn("it is a-secret-value"));
    }

    [Fact]
    public async Task Parameters_without_a_value_and_those_to_be_generated_are_left_alone()
    {
        var generated = new ParameterResource("generated", value => value!.GetDefaultValue(), secret: true) { Default = new GenerateParameterDefault() };
        var missing = new ParameterResource("missing", _ => throw new DistributedApplicationException("no value"), secret: true);
        var open = new ParameterResource("open", _ => throw new InvalidOperationException("not asked for"));

        await KnownSecrets.AskAsync([generated, missing, open]);

        Assert.Null(generated.ValueIfKnown);
        Assert.Null(missing.ValueIfKnown);
    }

    [Theory]
    [InlineData("API_KEY", "x", true)]
    [InlineData("GITHUB_TOKEN", "x", true)]
    [InlineData("Db__Password", "1234", true)]
    [InlineData("MY_PWD", "x", true)]
    [InlineData("GOOGLE_CREDENTIALS", "/etc/file.json", true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "a=b", true)]
    [InlineData("CLIENT_SECRET", "", false)]
    [InlineData("USE_TOKEN", "true", false)]
    [InlineData("SECRETS_CACHE_SECONDS", "300", false)]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true", false)]
    [InlineData("COLOUR", "blue", false)]
    [InlineData("STORE_URL", "http://localhost:6333", false)]
    [InlineData("STORE_URL", "http://me:x@localhost:6333", true)]
    [InlineData("STORE", "Host=localhost;Username=me;Pwd=x", true)]
    [InlineData("STORE", "Host=localhost;Username=me", false)]
    [InlineData("SETTINGS", "{\"password\":\"x\"}", true)]
    public void A_variable_is_hidden_when_its_name_or_its_value_says_so(string name, string value, bool isHidden) =>
        Assert.Equal(isHidden ? null : value, new Masking(new()).Variable(name, value, value).Value);

    [Fact]
    public void An_argument_is_hidden_when_it_is_a_secret_or_named_like_one()
    {
        var secret = new ParameterResource("key", _ => "abc", secret: true);
        var expression = ReferenceExpression.Create($"--key-of={secret}");

        Assert.Equal(
            "run --token *** --password=*** *** *** *** --verbose file.txt",
            new Masking(new()).Arguments(
            [
                ("run", "run"), ("--token", "--token"), ("t", "t"), ("--password=p", "--password=p"), ("", "--url=http://me:x@host"),
                (secret, "abc"), (expression, "x-abc"), ("--verbose", "--verbose"), ("file.txt", "file.txt"),
            ]));
    }
}
