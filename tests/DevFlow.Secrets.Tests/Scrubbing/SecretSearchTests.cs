using System.Text;

namespace DevFlow.Secrets.Tests.Scrubbing;

public class SecretSearchTests
{
    [Fact]
    public void It_says_which_value_stands_where()
    {
        var search = new SecretSearch([new("ONE", "first-value"), new("TWO", "second-value"), new("ALSO_ONE", "first-value")]);

        var matches = search.Find("x first-value, second-value"u8);

        Assert.Equal([new("ONE", 2, 11), new("ALSO_ONE", 2, 11), new SecretMatch("TWO", 15, 12)], matches);
    }

    [Theory]
    [InlineData("prefix first-value/+")]
    [InlineData("first-value%2F%2B")]
    [InlineData("66697273742d76616c75652f2b")]
    [InlineData("x Zmlyc3QtdmFsdWUvKw== y")]
    public void Every_form_is_found(string text) =>
        Assert.Equal("KEY", Assert.Single(new SecretSearch([new("KEY", "first-value/+")]).Find(Encoding.UTF8.GetBytes(text))).Key);

    [Fact]
    public void A_url_is_found_by_its_password() =>
        Assert.Equal(
            new SecretMatch("DATABASE_URL", 4, 9),
            Assert.Single(new SecretSearch([new("DATABASE_URL", "postgres://app:pass-word@db/app")]).Find("use pass-word"u8)));

    [Fact]
    public void The_passwords_of_a_text_are_told() =>
        Assert.Equal(["p%40ss", "p@ss"], SecretScrubber.PasswordsIn("postgres://app:p%40ss@db/app"));

    [Fact]
    public void Nothing_is_found_of_values_that_are_too_short() =>
        Assert.Empty(new SecretSearch([new("PIN", "1234")]).Find("1234 1234"u8));
}
