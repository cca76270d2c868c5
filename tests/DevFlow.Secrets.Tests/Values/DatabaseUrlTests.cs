using System.Text.Json;

namespace DevFlow.Secrets.Tests.Values;

public class DatabaseUrlTests
{
    [Fact]
    public void A_url_is_read_in_parts()
    {
        var url = Parse("postgresql://dev%40flow:p%40ss%2Fw%3Fo%3Ar%25d@db.example.com:6543/my%20db?sslmode=require&name=x%26y");

        Assert.Equal("dev@flow", url.User);
        Assert.Equal("p@ss/w?o:r%d", url.RevealPassword());
        Assert.Equal(("db.example.com", 6543, "my db"), (url.Host, url.Port, url.Database));
        Assert.Equal("require", url.Parameters["sslmode"]);
        Assert.Equal("x&y", url.Parameters["name"]);
    }

    [Theory]
    [InlineData("postgres://localhost/d", "localhost", 5432)]
    [InlineData("POSTGRESQL://localhost:1/d", "localhost", 1)]
    [InlineData("postgresql://u@[::1]:5433/d", "::1", 5433)]
    [InlineData("postgresql://u:p@[2001:db8::1]/d", "2001:db8::1", 5432)]
    [InlineData("postgresql://u:a:b:c@host_1/d", "host_1", 5432)]
    [InlineData("postgresql://u:p#+!$&'()*,;=~@host/d", "host", 5432)]
    public void Forms_that_are_legal_are_read(string text, string host, int port)
    {
        var url = Parse(text);

        Assert.Equal((host, port, "d"), (url.Host, url.Port, url.Database));
    }

    [Fact]
    public void A_password_may_hold_colons() => Assert.Equal("a:b", Parse("postgresql://u:a:b@h/d").RevealPassword());

    [Fact]
    public void A_login_without_a_password_has_none()
    {
        Assert.False(Parse("postgresql://u@h/d").HasPassword);
        Assert.Null(Parse("postgresql://h/d").User);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("localhost:5432/devflow", "does not start with postgresql://")]
    [InlineData("mysql://u:canary@h/d", "does not start with postgresql://")]
    [InlineData("Host=localhost;Password=canary", "does not start with postgresql://")]
    [InlineData("postgresql://u:can ary@h/d", "holds a blank")]
    [InlineData("postgresql://u:canary\n@h/d", "holds a blank")]
    [InlineData("postgresql://u:can@ary@h/d", "more than one @")]
    [InlineData("postgresql://u:can/ary@h/d", "an @ stands behind")]
    [InlineData("postgresql://u:can?ary@h/d", "an @ stands behind")]
    [InlineData("postgresql://u:canary@h/d?x=@", "an @ stands behind")]
    [InlineData("postgresql://u:can%ary@h/d", "password holds a stray %")]
    [InlineData("postgresql://u:canary%FF@h/d", "password holds a stray %")]
    [InlineData("postgresql://u%:canary@h/d", "user's name holds a stray %")]
    [InlineData("postgresql://:canary@h/d", "user's name is empty")]
    [InlineData("postgresql://@h/d", "user's name is empty")]
    [InlineData("postgresql://canary:@h/d", "password is empty")]
    [InlineData("postgresql://u:canary@h", "names no database")]
    [InlineData("postgresql://u:canary@h/", "names no database")]
    [InlineData("postgresql://u:canary@/d", "host is missing")]
    [InlineData("postgresql://u:canary@h!/d", "host is missing or is not a name")]
    [InlineData("postgresql://u:canary@[::1/d", "host is missing or is not a name")]
    [InlineData("postgresql://u:canary@[canary]/d", "host is missing or is not a name")]
    [InlineData("postgresql://u:canary@[::1]canary/d", "host is missing or is not a name")]
    [InlineData("postgresql://u:canary/d", "port is not a number")]
    [InlineData("postgresql://u:canary@h:/d", "port is not a number")]
    [InlineData("postgresql://u:canary@h:0/d", "port is not a number")]
    [InlineData("postgresql://u:canary@h:65536/d", "port is not a number")]
    [InlineData("postgresql://u:canary@h1,h2/d", "several hosts")]
    [InlineData("postgresql://u:canary@h/d/canary", "database's name")]
    [InlineData("postgresql://u:canary@h/d?canary", "not name=value")]
    [InlineData("postgresql://u:canary@h/d?a=canary&a=canary", "stands twice")]
    public void A_malformed_url_is_refused_without_a_character_of_the_password(string text, string problem)
    {
        Assert.False(DatabaseUrl.TryParse(text, out var url, out var said));
        Assert.Null(url);
        Assert.Contains(problem, said, StringComparison.Ordinal);
        Assert.DoesNotContain("ary", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_url_is_printed_with_its_password_masked()
    {
        var url = Parse("postgres://u:canary@[::1]/d?sslmode=require&sslpassword=canary");

        Assert.Equal("postgresql://u:***@[::1]:5432/d?sslmode=require&sslpassword=***", url.ToString());
        Assert.Equal("postgresql://h:5432/d", Parse("postgres://h/d").ToString());
    }

    [Fact]
    public void Json_of_a_url_has_no_password() =>
        Assert.DoesNotContain(
            "canary", JsonSerializer.Serialize(Parse("postgres://u:canary@h/d?sslpassword=canary")), StringComparison.Ordinal);

    private static DatabaseUrl Parse(string text)
    {
        Assert.True(DatabaseUrl.TryParse(text, out var url, out var problem), problem);
        return url;
    }
}
