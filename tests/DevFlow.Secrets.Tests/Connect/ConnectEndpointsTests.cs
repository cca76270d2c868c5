namespace DevFlow.Secrets.Tests.Connect;

public class ConnectEndpointsTests
{
    [Theory]
    [InlineData("http://localhost:8080", "http://localhost:8080/")]
    [InlineData(" https://connect.example.test/ ", "https://connect.example.test/")]
    [InlineData("http://localhost:8080/v1", "http://localhost:8080/")]
    [InlineData("http://localhost:8080/v1/", "http://localhost:8080/")]
    [InlineData("https://proxy.example.test/connect/v1", "https://proxy.example.test/connect/")]
    [InlineData("http://a:1, http://b:2/,,http://a:1/v1", "http://a:1/ http://b:2/")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/")]
    public void Addresses_are_read(string text, string expected)
    {
        Assert.True(ConnectEndpoints.TryParse(text, out var endpoints, out var problem), problem);

        Assert.Equal(expected, string.Join(' ', endpoints));
    }

    [Theory]
    [InlineData(null, "there is no address")]
    [InlineData(" , ", "there is no address")]
    [InlineData("localhost:8080", "the address is not an http or https URL")]
    [InlineData("ftp://localhost", "the address is not an http or https URL")]
    [InlineData("http://", "the address is not an http or https URL")]
    [InlineData("http://localhost?c4n4ry=1", "the address holds a query or a fragment")]
    [InlineData("http://localhost?", "the address holds a query or a fragment")]
    [InlineData("http://localhost#c4n4ry", "the address holds a query or a fragment")]
    [InlineData("https://user:c4n4ry@connect.example.test", "the address holds a user or a password")]
    [InlineData("https://c4n4ry@connect.example.test", "the address holds a user or a password")]
    public void What_is_no_address_is_refused_without_showing_it(string? text, string expected)
    {
        Assert.False(ConnectEndpoints.TryParse(text, out _, out var problem));

        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        Assert.False(ConnectEndpoints.TryParse("http://u:c4n4ry@a, http://b, c4n4ry", out _, out var problem));

        Assert.Contains("address 1 of 3 holds a user", problem, StringComparison.Ordinal);
        Assert.Contains("address 3 of 3 is not an http", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_refuses_them_too()
    {
        var options = new ConnectOptions { Endpoints = [new Uri("http://u:c4n4ry@a")], Token = () => "t" };

        var e = Assert.Throws<ArgumentException>(() => new ConnectClient(options));

        Assert.Contains("holds a user or a password", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", e + options.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ConnectClient(options with { Endpoints = [] }));
    }
}
