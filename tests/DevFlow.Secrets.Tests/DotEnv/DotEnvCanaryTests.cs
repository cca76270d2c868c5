using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets.Tests;

/// <summary>No value, not even a piece of one, is in anything that the reader says.</summary>
public class DotEnvCanaryTests
{
    private const string Canary = "CANARY";

    [Theory]
    [InlineData("A=CANARY-1")]
    [InlineData("A=CANARY#1 # CANARY")]
    [InlineData("A=CANARY\nA=CANARY")]
    [InlineData("A='CANARY'CANARY")]
    [InlineData("A=\"CANARY")]
    [InlineData("A=\"CANARY\nCANARY\nCANARY$x=\nCANARY=1'\"CANARY")]
    [InlineData("A='CANARY\nCANARY\nB='x'\nCANARY")]
    [InlineData("A=\"CANARY\nx=${CANARY}\nA=${CANARY:-\nA=1")]
    [InlineData("A=`CANARY\n  CANARY  \n")]
    [InlineData("CANARY")]
    [InlineData("export CANARY")]
    [InlineData("CANARY CANARY=1")]
    [InlineData("A CANARY")]
    [InlineData("$CANARY=CANARY")]
    [InlineData("A=$(CANARY)")]
    [InlineData("A=\"$(CANARY)\"")]
    [InlineData("A=${CANARY")]
    [InlineData("A=${ CANARY }")]
    [InlineData("A=${B:-CANARY")]
    [InlineData("A=${B:-${CANARY}}")]
    [InlineData("A=${B}CANARY${B:-CANARY}")]
    [InlineData("A=CANARY\nB=${A}$(\nC=\"${B}\"x")]
    [InlineData("A=CANARY\0CANARY")]
    [InlineData("A='CANARY\n\0CANARY=1\n'")]
    [InlineData("A=\"CANARY\nx=${D}\nD=\nE=${D}")]
    public void Diagnostics_and_descriptions_never_show_a_value(string text)
    {
        var document = Dialect.Read(text);

        AssertSilent(document, text);
    }

    [Fact]
    public void A_value_that_comes_from_the_environment_is_not_shown_either()
    {
        var document = Dialect.Read("A=${SECRET}\nB=${A}${SECRET}$(\nC=\"${A}\"x\n", _ => Canary + new string('x', 40_000));

        AssertSilent(document, "");
        Assert.Equal("value-too-large@2 text-after-quote@3", document.Faults());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_not_shown()
    {
        AssertSilent(DotEnvParser.Parse([.. "A=CANARY"u8, 0xFF, .. "CANARY\nCANARY"u8, 0xC3], ".env"), "");
        AssertSilent(DotEnvParser.Parse(Encoding.Unicode.GetBytes("A=CANARY"), ".env"), "");
        AssertSilent(Dialect.Read($"A={new string('x', DotEnvParser.MaxValueBytes)}{Canary}"), "");
        AssertSilent(Dialect.Read($"A={new string('x', DotEnvParser.MaxFileBytes)}{Canary}"), "");
    }

    [Fact]
    public void An_entry_shows_its_key_and_a_mask()
    {
        Assert.True(Dialect.Read($"A={Canary}").TryGet("A", out var entry));

        Assert.Equal("A=***", entry.ToString());
        Assert.DoesNotContain(Canary, JsonSerializer.Serialize(entry));
        Assert.Equal(Canary, entry.Reveal());
    }

    private static void AssertSilent(DotEnvDocument document, string text)
    {
        Assert.DoesNotContain(Canary, document.ToString());
        foreach (var diagnostic in document.Diagnostics)
        {
            Assert.DoesNotContain(Canary, $"{diagnostic} {diagnostic.Key} {JsonSerializer.Serialize(diagnostic)}");
        }

        // A line below an unclosed quote that happens to look like KEY=VALUE is read as one, so its key is a key there.
        foreach (var entry in document.Entries.Where(e => !text.Contains($"\n{e.Key}=")))
        {
            Assert.DoesNotContain(Canary, $"{entry} {JsonSerializer.Serialize(entry)}");
        }
    }
}
