using System.Text;

namespace DevFlow.Secrets.Tests;

public class DotEnvEncodingTests
{
    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_key()
    {
        var document = DotEnvParser.Parse([0xEF, 0xBB, 0xBF, .. "A=1\nB"u8], ".env");

        Assert.Equal("1", document.ValueOf("A"));
        Assert.Equal((1, 3), (document.Entries[0].Line, document.Entries[0].Column));
        Assert.Equal("missing-equals@2", document.Faults());
    }

    [Theory]
    [InlineData(false, true, "little-endian")]
    [InlineData(true, true, "big-endian")]
    [InlineData(false, false, "little-endian")]
    [InlineData(true, false, "big-endian")]
    public void Utf16_is_refused_by_name(bool bigEndian, bool byteOrderMark, string flavour)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark);

        var document = DotEnvParser.Parse([.. encoding.GetPreamble(), .. encoding.GetBytes("A=1\nB=schlüssel\n")], ".env");

        Assert.Empty(document.Entries);
        Assert.Equal(DotEnvCodes.Utf16, document.Only().Code);
        Assert.Contains($"UTF-16 ({flavour})", document.Only().Message);
    }

    [Fact]
    public void A_line_that_is_not_utf8_is_an_error_and_the_others_load()
    {
        var document = DotEnvParser.Parse([.. "A=1\n#"u8, 0xFF, .. "\nB=\u00e9x"u8, 0xC3, .. "\nC=3\n"u8], ".env");

        Assert.Equal("invalid-utf8@2 invalid-utf8@3", document.Faults());
        Assert.Equal([(null, 2), ("B", 5)], document.Diagnostics.Select(d => (d.Key, d.Column)));
        Assert.Equal(["A", "C"], document.Entries.Select(e => e.Key));
    }

    [Fact]
    public void A_nul_is_an_error_and_the_other_lines_load()
    {
        var document = Dialect.Read("oops\nA=1\nB=x\0y\nC='3\n\0'\nD=4");

        Assert.Equal("missing-equals@1 nul@3 nul@5", document.Faults());
        Assert.Equal([null, "B", "C"], document.Diagnostics.Select(d => d.Key));
        Assert.Equal(["A", "D"], document.Entries.Select(e => e.Key));
    }

    [Fact]
    public void A_line_with_both_faults_is_reported_at_the_first()
    {
        Assert.Equal("nul@1", DotEnvParser.Parse([.. "Key=long enough\0"u8, 0xFF], ".env").Faults());
        Assert.Equal("invalid-utf8@1", DotEnvParser.Parse([.. "Key=long enough"u8, 0xFF, 0], ".env").Faults());
    }
}
