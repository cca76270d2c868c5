namespace DevFlow.Secrets.Tests;

public class DotEnvEditorTests
{
    [Theory]
    [InlineData("A=1\n", "A=new\n")]
    [InlineData("A=1", "A=new")]
    [InlineData("# c\n\nB=1 \nA=1  # keep me\nC='x'\n", "# c\n\nB=1 \nA=new  # keep me\nC='x'\n")]
    [InlineData("export  A = 1\t# c\r\nB=2\r\n", "export  A = new\t# c\r\nB=2\r\n")]
    [InlineData("A=\nB=", "A=new\nB=")]
    [InlineData("A=   # c\n", "A=new   # c\n")]
    [InlineData("A='1' # c\n", "A=new # c\n")]
    [InlineData("A='1'#c\n", "A='new'#c\n")]
    [InlineData("A=\"1\r\n2\r\n3\" # c\r\nB=2\r\n", "A=new # c\r\nB=2\r\n")]
    [InlineData("A=1\nB=2\nA=3\n", "A=1\nB=2\nA=new\n")]
    [InlineData("A=${NOPE}\n", "A=new\n")]
    [InlineData("A='it's'\nB=1\n", "A=new\nB=1\n")]
    [InlineData("A=\"runs away\nB=1\n", "A=new\nB=1\n")]
    [InlineData("é=1\nÄ\nA=ü # ö\n", "é=1\nÄ\nA=new # ö\n")]
    [InlineData("\uFEFFA=1\n", "\uFEFFA=new\n")]
    public void A_new_value_replaces_the_old_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, DotEnvEditor.Set(text, "A", "new"));

    [Theory]
    [InlineData("", "A=new\n")]
    [InlineData("\uFEFF", "\uFEFFA=new\n")]
    [InlineData("B=1\n", "B=1\nA=new\n")]
    [InlineData("B=1", "B=1\nA=new\n")]
    [InlineData("B=1\r\n", "B=1\r\nA=new\r\n")]
    [InlineData("B=1\r\nC=2", "B=1\r\nC=2\r\nA=new\r\n")]
    [InlineData("# A=1\n#A=\n", "# A=1\n#A=\nA=new\n")]
    [InlineData("AA=1\na=1\n", "AA=1\na=1\nA=new\n")]
    [InlineData("B='\nA=1\n'\n", "B='\nA=1\n'\nA=new\n")]
    public void A_key_that_is_not_set_is_added_at_the_end(string text, string expected) =>
        Assert.Equal(expected, DotEnvEditor.Set(text, "A", "new"));

    [Theory]
    [InlineData("", "")]
    [InlineData("postgresql://u:p@h:5432/db", "postgresql://u:p@h:5432/db")]
    [InlineData("c2VjcmV0+/==", "c2VjcmV0+/==")]
    [InlineData("two words", "'two words'")]
    [InlineData("p#1", "'p#1'")]
    [InlineData("pa$sw0rd", "'pa$sw0rd'")]
    [InlineData("${B}$(c)", "'${B}$(c)'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("it's ${B} \"$(c)\" $d \\", "\"it's \\${B} \\\"\\$(c)\\\" $d \\\\\"")]
    [InlineData("a\r\nb\n", "\"a\\r\\nb\\n\"")]
    [InlineData("'", "\"'\"")]
    [InlineData("ключ", "'ключ'")]
    public void Quotes_are_written_only_where_they_are_needed(string value, string written) =>
        Assert.Equal($"A={written}\n", DotEnvEditor.Set("", "A", value));

    [Fact]
    public void A_value_is_never_taken_for_the_end_of_a_quote_above()
    {
        const string text = "A=\"never closed\nB=1\n";

        var edited = DotEnvEditor.Set(text, "B", "it's # 1");

        Assert.Equal("A=\"never closed\nB=`it's # 1`\n", edited);
        Assert.Equal("it's # 1", Dialect.Read(edited).ValueOf("B"));
    }

    [Fact]
    public void What_cannot_be_written_safely_is_refused_without_showing_it()
    {
        var e = Assert.Throws<InvalidOperationException>(
            () => DotEnvEditor.Set("A=\"\nB='\nC=`\nKEY=1\n", "KEY", " # CANARY'`\n# "));

        Assert.Contains("KEY", e.Message);
        Assert.DoesNotContain("CANARY", e.ToString());
    }

    [Fact]
    public void A_value_that_a_file_cannot_hold_is_refused_without_showing_it()
    {
        // No theory: an attribute cannot hold half a surrogate pair either.
        foreach (var value in (string[])["CANARY\0", "CANARY\uD83D", "\uDD11CANARY", new string('é', 40_000) + "CANARY"])
        {
            var e = Assert.Throws<ArgumentException>(() => DotEnvEditor.Set("", "A", value));

            Assert.DoesNotContain("CANARY", e.ToString());
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_elsewhere_in_the_text_stays() =>
        Assert.Equal("# \uD83D\nA=new\n", DotEnvEditor.Set("# \uD83D\nA=1\n", "A", "new"));

    [Fact]
    public void A_file_that_reading_would_refuse_is_refused() =>
        Assert.Throws<ArgumentException>(() => DotEnvEditor.Set(new string('#', DotEnvParser.MaxFileBytes), "A", "1"));

    [Theory]
    [InlineData("1A")]
    [InlineData("A B")]
    [InlineData("A\n")]
    [InlineData("É")]
    [InlineData("")]
    public void What_is_no_key_is_refused(string key)
    {
        Assert.Throws<ArgumentException>(() => DotEnvEditor.Set("", key, "1"));
        Assert.Throws<ArgumentException>(() => DotEnvEditor.Unset("", key));
    }

    [Theory]
    [InlineData("A=1\nB=2\n", "B=2\n")]
    [InlineData("B=2\r\nexport A=\"1\r\n2\" # c\r\nC=3", "B=2\r\nC=3")]
    [InlineData("A=1\n# about B\nB=2\nA=3", "# about B\nB=2\n")]
    [InlineData("#A=1\nB=2\n", "#A=1\nB=2\n")]
    [InlineData("B=é\nA='it's'\nC=1\n", "B=é\nC=1\n")]
    public void Unset_takes_out_every_line_of_the_key_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, DotEnvEditor.Unset(text, "A"));

    [Fact]
    public void Setting_the_value_that_is_set_changes_nothing() =>
        Assert.Equal("A=1 # c\nB='x y'\n", DotEnvEditor.Set(DotEnvEditor.Set("A=1 # c\nB='x y'\n", "A", "1"), "B", "x y"));
}
