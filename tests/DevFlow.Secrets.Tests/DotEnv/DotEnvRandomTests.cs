using System.Text;

namespace DevFlow.Secrets.Tests;

/// <summary>Properties that hold for any input, tried on many. The seed is fixed; it stands in the message of a failure.</summary>
public class DotEnvRandomTests
{
    private const int Seed = 20_251;
    private static readonly int Inputs = Soak.Times(inEveryRun: 20_000, inFull: 1_000_000);

    private static readonly string[] s_pieces =
    [
        "A", "B", "KEY", "=", "=", "=", " ", "\t", "\n", "\n", "\n", "\r\n", "\r", "\"", "'", "`", "\\", "$", "{", "}", "${", "${A}",
        "${B:-", ":-", "$(", "#", " #", "export ", "x", "é", "🔑", "1", ".", "-", "\\n", "\\\"", "\\${", "\0", "\uFEFF",
    ];

    private static string Text(Random random, string[] pieces, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => pieces[random.Next(pieces.Length)]));

    [Fact]
    public void Any_text_is_read_without_an_exception_and_faults_have_places()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Inputs; i++)
        {
            var text = Text(random, s_pieces, 40);
            var lines = text.Count(c => c == '\n') + 1;

            var document = Dialect.Read(text, name => name == "B" ? "b" : null);

            foreach (var d in document.Diagnostics)
            {
                Assert.True(d.Line >= 1 && d.Line <= lines && d.Column >= 1, $"seed {Seed}, input {i}: {d} of {Escape(text)}");
            }

            foreach (var e in document.Entries)
            {
                Assert.True(document.TryGet(e.Key, out var found) && ReferenceEquals(found, e), $"seed {Seed}, input {i}: {Escape(text)}");
                Assert.InRange(e.Line, 1, lines);
            }
        }
    }

    [Fact]
    public void Any_bytes_are_read_without_an_exception()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Inputs; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Text(random, s_pieces, 30));
            for (var n = random.Next(4); n > 0 && bytes.Length > 0; n--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var document = DotEnvParser.Parse(bytes, ".env");

            Assert.All(document.Diagnostics, d => Assert.True(d.Line >= 1 && d.Column >= 1, $"seed {Seed}, input {i}: {d}"));
        }
    }

    [Fact]
    public void A_faulty_line_never_loses_another_line()
    {
        // Whatever one line says, the unquoted ones around it load, unless it opens a quote that a later line closes.
        var random = new Random(Seed);
        string[] pieces = [.. s_pieces.Where(p => !p.Contains('\n') && !p.Contains('\uFEFF'))];
        for (var i = 0; i < Inputs; i++)
        {
            var line = Text(random, pieces, 20);

            var document = Dialect.Read($"FIRST=1\n{line}\nLAST=2\n");

            Assert.True(document.ValueOf("FIRST") == "1" && document.ValueOf("LAST") == "2", $"seed {Seed}, input {i}: {Escape(line)}");
        }
    }

    [Fact]
    public void What_is_set_is_what_is_read_and_other_keys_stay()
    {
        var random = new Random(Seed);
        string[] values = [.. s_pieces.Where(p => p != "\0"), "\u0001", "\u0085", "\u2028", "\v", "\f", "\u00A0", "\"\"", "ÿ", "中"];
        string[] lines =
        [
            "A=1", "KEY=1", "KEY = 'x'  # c", "export KEY=\"a\\\"\nb\"# c", "KEY=`\nA=2\n`", "# KEY=", "", "B=${A:-x}", "C=it's", "KEY=",
            "KEY= # c",
            "D=\"${KEY:-y}\"", "KEY=${NOPE}", "oops",
        ];
        for (var i = 0; i < Inputs; i++)
        {
            var newline = random.Next(2) == 0 ? "\n" : "\r\n";
            var text = string.Join(newline, Enumerable.Range(0, random.Next(6)).Select(_ => lines[random.Next(lines.Length)]));
            text += random.Next(2) == 0 ? newline : "";
            var value = Text(random, values, 12);
            var message = $"seed {Seed}, input {i}: {Escape(value)} into {Escape(text)}";

            var edited = DotEnvEditor.Set(text, "KEY", value);

            Assert.True(Dialect.Read(edited).ValueOf("KEY") == value, message);
            Assert.True(Others(edited).SequenceEqual(Others(text)), message);
            Assert.True(DotEnvEditor.Set(edited, "KEY", value) == edited, message);
            Assert.True(Dialect.Read(DotEnvEditor.Unset(edited, "KEY")).ValueOf("KEY") is null, message);
        }

        static IEnumerable<(string, string)> Others(string text) => Dialect.Read(text, name => "set")
            .Entries.Where(e => e.Key is not ("KEY" or "D")).Select(e => (e.Key, e.Reveal()));
    }

    [Fact]
    public void Set_in_a_broken_file_is_right_or_refused()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Inputs; i++)
        {
            var text = Text(random, s_pieces, 30);
            var value = Text(random, [.. s_pieces.Where(p => p != "\0")], 8);
            try
            {
                var edited = DotEnvEditor.Set(text, "KEY", value);
                Assert.True(Dialect.Read(edited).ValueOf("KEY") == value, $"seed {Seed}, input {i}: {Escape(value)} into {Escape(text)}");
            }
            catch (InvalidOperationException e)
            {
                Assert.Contains("quotes", e.Message);
            }
        }
    }

    [Fact]
    public void A_file_full_of_faults_takes_no_longer_than_its_size()
    {
        // Not timed: what is quadratic here does not end before the run is stopped.
        string[] lines =
        [
            "A=\"x", "A='x", "A=`x", "A=\"\\\"", "A=${B:-", "A=${B:-${B:-", "A=\"$(\"", "oops", "A=#",
            "A=\"${B}\"\"", "\"", "A='\nB=\"\nC=`\n",
        ];
        foreach (var line in lines)
        {
            var repeated = string.Concat(Enumerable.Repeat(line + "\n", DotEnvParser.MaxFileBytes / (line.Length + 1)));
            var document = Dialect.Read(repeated[..Math.Min(repeated.Length, DotEnvParser.MaxFileBytes)]);
            Assert.NotEmpty(document.Diagnostics);

            var oneValue = string.Concat(Enumerable.Repeat(line.Trim('\n') + " ", DotEnvParser.MaxValueBytes / (line.Length + 1) - 2));
            Dialect.Read($"A={oneValue}\nA=\"{oneValue}");
        }
    }

    private static string Escape(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
