namespace DevFlow.Secrets.Tests;

public class DotEnvExpansionTests
{
    [Theory]
    [InlineData("B=1\nA=${B}", "1")]
    [InlineData("B=1\nA=x${B}y${B}", "x1y1")]
    [InlineData("B=1\nA=\"x ${B} y\"", "x 1 y")]
    [InlineData("B=1\nA=${B:-2}", "1")]
    [InlineData("A=${B:-2}", "2")]
    [InlineData("A=${B:-}", "")]
    [InlineData("B=\nA=${B:-2}", "2")]
    [InlineData("A=${B:-two words}", "two words")]
    [InlineData("A=\"${B:-a\\\"b\\n}\"", "a\"b\n")]
    [InlineData("A=\"${B:-a\r\nb}\"", "a\nb")]
    [InlineData("A=${B:-a}b}", "ab}")]
    [InlineData("A=${B:-\\${C}}", "${C}")]
    [InlineData("A=\"${B:-\\${C}}\"", "${C}")]
    [InlineData("A=${B:-$C $1}", "$C $1")]
    [InlineData("A=${UPPER}", "upper")]
    [InlineData("UPPER=1\nA=${UPPER}", "1")]
    [InlineData("UPPER=\nA=${UPPER}", "upper")]
    [InlineData("A=${A:-1}", "1")]
    [InlineData("B=1\nA=\"\\\\${B}\"", "\\1")]
    [InlineData("B='${C}$(c)'\nA=${B}", "${C}$(c)")]
    [InlineData("B.c-d=1\nA=${B.c-d}", "1")]
    public void A_name_is_replaced_by_what_is_set_above_or_below(string text, string expected)
    {
        var document = Dialect.Read(text, name => name == "UPPER" ? "upper" : null);

        Assert.Equal(expected, document.ValueOf("A"));
        Assert.Empty(document.Diagnostics);
    }

    [Fact]
    public void A_name_that_is_not_set_is_an_error_of_its_key_and_is_named()
    {
        var document = Dialect.Read("A=x${NOPE}y${NOR_THIS}\nB=1");

        Assert.Equal("not-set@1 not-set@1", document.Faults());
        Assert.All(document.Diagnostics, d => Assert.Equal((FindingSeverity.Error, "A"), (d.Severity, d.Key)));
        Assert.Equal([4, 12], document.Diagnostics.Select(d => d.Column));
        Assert.StartsWith("NOPE is not set", document.Diagnostics[0].Message);
        Assert.StartsWith("NOR_THIS is not set", document.Diagnostics[1].Message);
        Assert.Equal(["B"], document.Entries.Select(e => e.Key));
    }

    [Fact]
    public void A_name_that_is_set_further_down_is_not_set() => Assert.Equal("not-set@1", Dialect.Read("A=${B}\nB=1").Faults());

    [Fact]
    public void A_name_that_is_set_to_nothing_puts_nothing_in_and_warns()
    {
        var document = Dialect.Read("B=\nA=x${B}y");

        Assert.Equal("xy", document.ValueOf("A"));
        Assert.Equal("empty-expansion@2", document.Faults());
    }

    [Theory]
    [InlineData("pa${ss")]
    [InlineData("${}")]
    [InlineData("${1}")]
    [InlineData("${B:+x}")]
    [InlineData("${B:-x")]
    [InlineData("${B x}")]
    [InlineData("${${B}")]
    public void Any_other_dollar_brace_is_text_with_a_warning(string written)
    {
        var document = Dialect.Read($"A={written}", _ => written);

        Assert.Contains("${", document.ValueOf("A"));
        Assert.Equal("malformed-expansion@1", document.Faults());
    }

    [Fact]
    public void A_default_is_not_expanded_itself()
    {
        var document = Dialect.Read("C=1\nA=${B:-x${C}y}z");

        Assert.Equal("x${C}yz", document.ValueOf("A"));
        Assert.Equal("nested-expansion@2", document.Faults());
        Assert.Equal("1z", Dialect.Read("B=1\nA=${B:-x${C}y}z").ValueOf("A"));
    }

    [Fact]
    public void Expansion_cannot_make_a_small_file_large()
    {
        var lines = Enumerable.Range(1, 60).Select(i => $"A{i}=${{A{i - 1}}}${{A{i - 1}}}");

        var document = Dialect.Read($"A0=0123456789\n{string.Join('\n', lines)}");

        Assert.Equal(DotEnvCodes.ValueTooLarge, document.Diagnostics[0].Code);
        Assert.Equal("A13", document.Diagnostics[0].Key);
    }

    [Fact]
    public void All_expansions_of_a_file_together_are_bounded()
    {
        var large = new string('x', 60_000);
        var lines = Enumerable.Range(1, 30).Select(i => $"A{i}=${{A}}");

        var document = Dialect.Read($"A={large}\n{string.Join('\n', lines)}\nZ=1");

        Assert.Equal(1 + 17 + 1, document.Entries.Count);
        Assert.All(document.Diagnostics, d => Assert.Equal(DotEnvCodes.ValueTooLarge, d.Code));
        Assert.Equal("1", document.ValueOf("Z"));
    }
}
