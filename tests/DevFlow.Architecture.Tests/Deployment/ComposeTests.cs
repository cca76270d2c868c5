using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace DevFlow.Architecture.Tests.Deployment;

/// <summary>The Compose files in deploy/: two containers that find each other, and nothing open that need not be.</summary>
public sealed partial class ComposeTests
{
    private const string Connect = "deploy/docker-compose.1password.yml";
    private const string Tls = "deploy/docker-compose.1password.tls.yml";

    private static readonly YamlMappingNode _connect = Yaml.Read(Connect);

    public static TheoryData<string> Files =>
        [.. Repository.Files.Where(path => path.StartsWith("deploy/", StringComparison.Ordinal) && Path.GetExtension(path) == ".yml")];

    [Fact]
    public void There_is_a_file_for_connect_its_tls_the_published_platform_and_the_edge() => Assert.Equal(4, Files.Count);

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_yaml_and_every_image_has_a_version(string path) => Assert.All(
        Yaml.Read(path).Map("services").Select(service => service.Value.Text("image")).OfType<string>(),
        image => Assert.Matches(ImageVersion(), image));

    [Theory]
    [MemberData(nameof(Files))]
    public void It_holds_no_secret(string path) => Assert.All(
        Yaml.Read(path).Map("services").SelectMany(service => service.Value.Map("environment")),
        variable =>
        {
            var value = ((YamlScalarNode)variable.Value).Value!;
            Assert.DoesNotMatch(LongRandomText(), value);
            if (SecretName().IsMatch(variable.Key))
                Assert.Matches(@"^\$\{" + variable.Key + @":-[^}]*\}$", value);
        });

    [Fact]
    public void Connect_is_two_containers_of_one_version()
    {
        Assert.Equal("1password/connect-api:1.8.1", _connect.Text("services", "onepassword-connect", "image"));
        Assert.Equal("1password/connect-sync:1.8.1", _connect.Text("services", "onepassword-sync", "image"));
        Assert.Equal("devflow-1password-connect", _connect.Text("services", "onepassword-connect", "container_name"));
    }

    [Theory]
    [InlineData("onepassword-connect")]
    [InlineData("onepassword-sync")]
    public void Both_have_the_volume_the_credentials_and_the_network(string service)
    {
        Assert.Contains("onepassword-data:/home/opuser/.op/data", _connect.List("services", service, "volumes").SelectMany(Yaml.Scalars));
        Assert.Contains(
            _connect.List("services", service, "secrets"),
            secret => secret.Text("source") == "credentials" && secret.Text("target") == "/home/opuser/.op/1password-credentials.json");
        Assert.Equal("${OP_SESSION:-/home/opuser/.op/1password-credentials.json}", _connect.Text("services", service, "environment", "OP_SESSION"));
        Assert.Contains("devflow-internal", _connect.List("services", service, "networks").SelectMany(Yaml.Scalars));
        Assert.Equal("unless-stopped", _connect.Text("services", service, "restart"));
    }

    [Fact]
    public void The_volume_and_the_network_are_declared()
    {
        Assert.Equal("local", _connect.Text("volumes", "onepassword-data", "driver"));
        Assert.Equal("bridge", _connect.Text("networks", "devflow-internal", "driver"));
        Assert.StartsWith("${OP_CREDENTIALS_FILE:-", _connect.Text("secrets", "credentials", "file"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("onepassword-connect", "onepassword-sync")]
    [InlineData("onepassword-sync", "onepassword-connect")]
    public void Each_names_the_port_of_the_bus_at_which_the_other_listens(string service, string other) => Assert.Equal(
        $"{other}:{_connect.Text("services", other, "environment", "OP_BUS_PORT")}",
        _connect.Text("services", service, "environment", "OP_BUS_PEERS"));

    [Fact]
    public void Ports_are_those_of_the_platform_and_http_is_published_on_loopback_alone()
    {
        Assert.Equal(["127.0.0.1:8080:8080"], _connect.List("services", "onepassword-connect", "ports").SelectMany(Yaml.Scalars));
        Assert.Equal("8080", _connect.Text("services", "onepassword-connect", "environment", "OP_HTTP_PORT"));
        Assert.Equal("8081", _connect.Text("services", "onepassword-sync", "environment", "OP_HTTP_PORT"));
        Assert.All(
            (string[])["onepassword-sync", "onepassword-volume", "onepassword-ready"],
            service => Assert.Null(_connect.Find("services", service, "ports")));
    }

    [Fact]
    public void Every_container_is_locked_down() => Assert.All(_connect.Map("services"), service =>
    {
        Assert.Equal("true", service.Value.Text("read_only"));
        Assert.Equal(["ALL"], service.Value.List("cap_drop").SelectMany(Yaml.Scalars));
        Assert.Contains("no-new-privileges:true", service.Value.List("security_opt").SelectMany(Yaml.Scalars));
    });

    [Theory]
    [InlineData("onepassword-connect")]
    [InlineData("onepassword-sync")]
    public void Connect_runs_as_its_own_user_within_limits_and_after_the_volume_is_given_to_it(string service)
    {
        Assert.Equal("999:999", _connect.Text("services", service, "user"));
        Assert.NotNull(_connect.Text("services", service, "deploy", "resources", "limits", "memory"));
        Assert.Equal("service_completed_successfully", _connect.Text("services", service, "depends_on", "onepassword-volume", "condition"));
    }

    [Fact]
    public void Health_is_asked_from_outside_and_read()
    {
        // In Connect's own containers there is no program that a health check could call.
        Assert.Null(_connect.Find("services", "onepassword-connect", "healthcheck"));
        Assert.Null(_connect.Find("services", "onepassword-sync", "healthcheck"));

        var test = string.Concat(_connect.List("services", "onepassword-ready", "healthcheck", "test").SelectMany(Yaml.Scalars));
        Assert.All((string[])["/heartbeat", "/health", "status"], part => Assert.Contains(part, test, StringComparison.Ordinal));
    }

    [Fact]
    public void With_tls_the_probe_asks_where_connect_then_listens()
    {
        var tls = Yaml.Read(Tls);
        var port = tls.Text("services", "onepassword-connect", "environment", "OP_HTTPS_PORT");

        Assert.Equal("8443", port);
        Assert.Equal($"https://onepassword-connect:{port}", tls.Text("services", "onepassword-ready", "environment", "CONNECT_URL"));
        Assert.Equal(
            new[] { "OP_TLS_CERT_FILE", "OP_TLS_KEY_FILE" }.Select(key => tls.Text("services", "onepassword-connect", "environment", key)),
            tls.List("services", "onepassword-connect", "secrets").Select(secret => secret.Text("target")));
        Assert.All(tls.Map("services"), service => Assert.NotNull(_connect.Find("services", service.Key)));
    }

    [Theory]
    [InlineData("deploy/docker-compose.published.yml", "aspire")]
    [InlineData("deploy/docker-compose.edge.yml", "devflow-internal")]
    public void The_others_join_the_network_by_its_name(string path, string network)
    {
        Assert.Equal(_connect.Text("networks", "devflow-internal", "name"), Yaml.Read(path).Text("networks", network, "name"));
        Assert.Equal("true", Yaml.Read(path).Text("networks", network, "external"));
    }

    [GeneratedRegex(@"^[\w./-]+:\d+\.\d+\.\d+(-[\w.]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ImageVersion();

    [GeneratedRegex("TOKEN|SESSION|PASSWORD|SECRET|_KEY$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();

    // Base64, hex and tokens; paths have slashes and dots within less.
    [GeneratedRegex("[A-Za-z0-9+_-]{32,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongRandomText();
}
