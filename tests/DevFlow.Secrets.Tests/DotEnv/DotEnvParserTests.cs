namespace DevFlow.Secrets.Tests;

/// <summary>The dialect's table, row by row.</summary>
public class DotEnvParserTests
{
    [Theory]
    // line ends
    [InlineData("A=1\nB=2\n", "1")]
    [InlineData("A=1\r\nB=2\r\n", "1")]
    [InlineData("A=1", "1")]
    [InlineData("A=1\rB=2", "1\rB=2")]
    [InlineData("A=1\r", "1\r")]
    [InlineData("A='1\r\n2'", "1\n2")]
    [InlineData("A=`1\r\n2\r\n`", "1\n2\n")]
    [InlineData("A=\"1\r\n2\"", "1\n2")]
    [InlineData("A=\"1\r2\"", "1\r2")]
    [InlineData("A='1\r2'", "1\r2")]
    // KEY=VALUE
    [InlineData("export A=1", "1")]
    [InlineData("export\t A\t=\t1", "1")]
    [InlineData("  A  =  1  ", "1")]
    [InlineData("\tA=1\t", "1")]
    [InlineData("A==", "=")]
    [InlineData("A=b=c", "b=c")]
    [InlineData("#A=0\n # A=0\n\nA=1", "1")]
    // unquoted
    [InlineData("A=two words", "two words")]
    [InlineData("A=1 # c", "1")]
    [InlineData("A=1\t# c", "1")]
    [InlineData("A=1 #", "1")]
    [InlineData("A= # c", "")]
    [InlineData("A=it's", "it's")]
    [InlineData("A={\"a\": \"b\", 'c': [1]}", "{\"a\": \"b\", 'c': [1]}")]
    [InlineData("A=a\"b\"", "a\"b\"")]
    [InlineData("A=a\\nb\\", "a\\nb\\")]
    [InlineData("A=C:\\temp\\new", "C:\\temp\\new")]
    [InlineData("A=héllo 🔑", "héllo 🔑")]
    // single quotes and backticks
    [InlineData("A='a # b'", "a # b")]
    [InlineData("A='a\\n$B ${B} $(b) \"`'", "a\\n$B ${B} $(b) \"`")]
    [InlineData("A='\\'", "\\")]
    [InlineData("A=`it's \"x\" ${B}`", "it's \"x\" ${B}")]
    [InlineData("A='1\n2\n\n3'", "1\n2\n\n3")]
    [InlineData("A='  '", "  ")]
    [InlineData("A=''", "")]
    [InlineData("A=``", "")]
    // double quotes
    [InlineData("A=\"\"", "")]
    [InlineData("A=\"a\\n\\r\\t\\\\\\\"\\$b\"", "a\n\r\t\\\"$b")]
    [InlineData("A=\"\\a\\b\\'\\`\\0\\u0041\\ \"", "\\a\\b\\'\\`\\0\\u0041\\ ")]
    [InlineData("A=\"C:\\\\new\"", "C:\\new")]
    [InlineData("A=\"1\n#2\n3\"", "1\n#2\n3")]
    [InlineData("A=\"1\\\n2\"", "1\\\n2")]
    [InlineData("A=\"\\\\\"", "\\")]
    // after a closing quote
    [InlineData("A='1' # c", "1")]
    [InlineData("A='1'#c", "1")]
    [InlineData("A=\"1\"   ", "1")]
    [InlineData("A=\"1\n2\" # c\nB=3", "1\n2")]
    // dollars
    [InlineData("A=pa$sw0rd", "pa$sw0rd")]
    [InlineData("A=$B $$ $1 $", "$B $$ $1 $")]
    [InlineData("A=\"$B $$ $1 $\"", "$B $$ $1 $")]
    [InlineData("A=\\${B}", "${B}")]
    [InlineData("A=\"\\${B}\"", "${B}")]
    [InlineData("A=\\$B", "\\$B")]
    // empty
    [InlineData("A=", "")]
    [InlineData("A=   ", "")]
    [InlineData("A=\r\n", "")]
    public void A_value_is_read_as_the_table_says(string text, string expected)
    {
        var document = Dialect.Read(text);

        Assert.Equal(expected, document.ValueOf("A"));
        Assert.Empty(document.Diagnostics);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("_")]
    [InlineData("A1")]
    [InlineData("A.b-C_d")]
    [InlineData("Database__Url")]
    [InlineData("export")]
    [InlineData("exported")]
    public void A_key_is_letters_digits_underscores_dots_and_dashes(string key)
    {
        var document = Dialect.Read($"{key}=1\nexport {key} = 2");

        Assert.Equal("2", document.ValueOf(key));
        Assert.Equal("duplicate-key@2", document.Faults());
    }

    [Theory]
    [InlineData("1A=x")]
    [InlineData("-A=x")]
    [InlineData(".A=x")]
    [InlineData("=x")]
    [InlineData("A B=x")]
    [InlineData("A$=x")]
    [InlineData("É=x")]
    [InlineData("'A'=x")]
    [InlineData("export 1=x")]
    [InlineData("{\"A\": \"b=\"}")]
    public void What_is_no_key_is_an_error_of_its_line(string line)
    {
        var document = Dialect.Read($"B=1\n{line}\nC=2");

        Assert.Equal("invalid-key@2", document.Faults());
        Assert.Equal(["B", "C"], document.Entries.Select(e => e.Key));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("export A")]
    [InlineData("export")]
    [InlineData("A: 1")]
    [InlineData("A # c")]
    [InlineData("}")]
    public void A_line_without_an_equals_sign_is_an_error_of_that_line(string line)
    {
        var document = Dialect.Read($"B=1\n{line}\nC=2");

        Assert.Equal("missing-equals@2", document.Faults());
        Assert.Equal(["B", "C"], document.Entries.Select(e => e.Key));
    }

    [Theory]
    [InlineData("p#1", "p#1")]
    [InlineData("#1", "#1")]
    [InlineData("p#1 # comment", "p#1")]
    [InlineData("http://h/#/x", "http://h/#/x")]
    public void A_hash_without_a_blank_before_it_stays_in_the_value(string written, string expected)
    {
        var document = Dialect.Read($"A={written}");

        Assert.Equal(expected, document.ValueOf("A"));
        Assert.Equal(DotEnvCodes.HashInValue, document.Only().Code);
        Assert.Equal(FindingSeverity.Warning, document.Only().Severity);
        Assert.Equal(written.IndexOf('#') + 3, document.Only().Column);
    }

    [Theory]
    [InlineData("A=x$(rm -rf /)", "x$(rm -rf /)")]
    [InlineData("A=\"x$(id)$(id)\"", "x$(id)$(id)")]
    public void A_command_is_text_with_one_warning(string text, string expected)
    {
        var document = Dialect.Read(text);

        Assert.Equal(expected, document.ValueOf("A"));
        Assert.Equal("command-substitution@1", document.Faults());
    }

    [Theory]
    [InlineData("A='it's'", 7)]
    [InlineData("A=\"x\"y", 6)]
    [InlineData("A='x' 'y'", 7)]
    [InlineData("A=`x` y # c", 7)]
    public void Text_after_a_closing_quote_is_an_error_of_that_line(string line, int column)
    {
        var document = Dialect.Read($"B=1\n{line}\nC=2");

        Assert.Equal("text-after-quote@2", document.Faults());
        Assert.Equal(column, document.Only().Column);
        Assert.Equal("A", document.Only().Key);
        Assert.Equal(["B", "C"], document.Entries.Select(e => e.Key));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("`")]
    [InlineData("\"x")]
    [InlineData("\"x\\\"")]
    [InlineData("\"x\\")]
    public void An_unterminated_quote_is_an_error_of_its_line_and_the_next_lines_are_read(string written)
    {
        var document = Dialect.Read($"B=1\nA={written}\nC=2\nD=3");

        Assert.Equal("unterminated-quote@2", document.Faults());
        Assert.Equal(3, document.Only().Column);
        Assert.Equal(["B", "C", "D"], document.Entries.Select(e => e.Key));
    }

    [Fact]
    public void A_quote_that_runs_into_the_next_quoted_value_loses_its_own_line_only()
    {
        var document = Dialect.Read("A=\"abc\nB=2\nC=\"def\"\nD=4");

        Assert.Equal("text-after-quote@1", document.Faults());
        Assert.Contains("closed on line 3", document.Only().Message);
        Assert.Equal(["B", "C", "D"], document.Entries.Select(e => e.Key));
        Assert.Equal("def", document.ValueOf("C"));
    }

    [Fact]
    public void Of_a_duplicate_key_the_last_wins_and_the_warning_names_both_lines()
    {
        var document = Dialect.Read("A=1\nB=2\n\nA=3");

        Assert.Equal("3", document.ValueOf("A"));
        Assert.Equal(["B", "A"], document.Entries.Select(e => e.Key));
        Assert.Equal((FindingSeverity.Warning, 4), (document.Only().Severity, document.Only().Line));
        Assert.Contains("line 1", document.Only().Message);
        Assert.Contains("line 4", document.Only().Message);
    }

    [Fact]
    public void A_faulty_duplicate_leaves_the_earlier_value()
    {
        var document = Dialect.Read("A=1\nA='it's'");

        Assert.Equal("1", document.ValueOf("A"));
        Assert.Equal("text-after-quote@2", document.Faults());
    }

    [Fact]
    public void A_key_set_to_nothing_is_an_entry_that_is_empty()
    {
        Assert.True(Dialect.Read("A=").TryGet("A", out var entry));
        Assert.True(entry.IsEmpty);
    }

    [Fact]
    public void Keys_are_case_sensitive() => Assert.Null(Dialect.Read("a=1").ValueOf("A"));

    [Fact]
    public void Entries_know_where_they_stand()
    {
        var document = Dialect.Read("# c\n\nexport A = 'x\ny'\nB=2");

        Assert.Equal([("A", 3, 12), ("B", 5, 3)], document.Entries.Select(e => (e.Key, e.Line, e.Column)));
        Assert.All(document.Entries, e => Assert.Equal(".env", e.Path));
    }

    [Fact]
    public void A_fault_shows_as_file_line_column_severity_code_and_advice()
    {
        var text = Dialect.Read("A=1\n  oops").Only().ToString();

        Assert.StartsWith(".env:2:3: error missing-equals: the line has no =;", text);
    }

    [Fact]
    public void Columns_count_characters_and_not_bytes()
    {
        Assert.Equal(8, Dialect.Read("A='éé🔑'x").Only().Column - 1);
    }

    [Fact]
    public void A_value_may_have_64_KiB_and_not_a_byte_more()
    {
        var largest = new string('x', DotEnvParser.MaxValueBytes);

        Assert.Equal(largest, Dialect.Read($"A={largest}").ValueOf("A"));
        Assert.Equal(largest, Dialect.Read($"A=\"{largest}\"").ValueOf("A"));
        Assert.Equal(largest[1..] + "\n", Dialect.Read($"A=\"{largest[1..]}\\n\"").ValueOf("A"));
        foreach (var text in (string[])[$"A={largest}x\nB=1", $"A='{largest}x'\nB=1", $"A=\"{largest}\\n\"\nB=1", $"A=$ {largest}\nB=1"])
        {
            var document = Dialect.Read(text);
            Assert.Equal("value-too-large@1", document.Faults());
            Assert.Contains("64 KiB", document.Only().Message);
            Assert.Equal("1", document.ValueOf("B"));
        }
    }

    [Fact]
    public void A_file_may_have_1_MiB_and_not_a_byte_more()
    {
        var largest = "A=1\n#" + new string('x', DotEnvParser.MaxFileBytes - 5);

        Assert.Equal("1", Dialect.Read(largest).ValueOf("A"));
        Assert.Equal("file-too-large@1", Dialect.Read(largest + "x").Faults());
        Assert.Contains("1 MiB", Dialect.Read(largest + "x").Only().Message);
    }

    [Fact]
    public void An_empty_file_is_a_document_without_keys()
    {
        var document = DotEnvParser.Parse([], ".env");

        Assert.True(document.Exists);
        Assert.Empty(document.Entries);
        Assert.Empty(document.Diagnostics);
    }

    [Fact]
    public void The_process_environment_is_neither_read_nor_written()
    {
        Assert.Equal("not-set@1", Dialect.Read("A=${PATH}").Faults());
        Dialect.Read("DEVFLOW_DOTENV_TEST=1");
        Assert.Null(Environment.GetEnvironmentVariable("DEVFLOW_DOTENV_TEST"));
    }

    [Fact]
    public void The_example_file_has_no_fault_and_means_what_it_says()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "DevFlow.sln")))
        {
            root = root.Parent!;
        }

        var document = DotEnvParser.Parse(File.ReadAllBytes(Path.Combine(root.FullName, ".env.example")), ".env.example");

        Assert.Empty(document.Diagnostics);
        Assert.Equal("local", document.ValueOf("DEVFLOW_MODE"));
        Assert.Equal("postgresql://devflow:devflow@localhost:5432/devflow", document.ValueOf("DATABASE_URL"));
        Assert.Equal("INFO", document.ValueOf("LOG_LEVEL"));
        Assert.Equal("json", document.ValueOf("LOG_FORMAT"));
        Assert.Equal("false", document.ValueOf("SKIP_AUTH"));
        Assert.Equal("", document.ValueOf("SECRET_ENCRYPTION_KEY"));
        Assert.Null(document.ValueOf("OP_CONNECT_TOKEN"));
    }
}
