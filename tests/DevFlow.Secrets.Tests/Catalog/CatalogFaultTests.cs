namespace DevFlow.Secrets.Tests.Catalog;

public class CatalogFaultTests
{
    [Theory]
    [InlineData("", "catalog-empty", 1, 1)]
    [InlineData("# nothing\n", "catalog-empty", 1, 1)]
    [InlineData("---\n", "catalog-empty", 1, 1)]
    [InlineData("- a\n- b\n", "catalog-type", 1, 1)]
    [InlineData("hello\n", "catalog-type", 1, 1)]
    [InlineData("database:\n  url:\n", "catalog-type", 2, 7)]
    [InlineData("database:\n  url: []\n", "catalog-type", 2, 8)]
    [InlineData("a: {}\n", "catalog-type", 1, 4)]
    [InlineData("database:\n  url: postgresql://u:p@h/d\n", "catalog-plain-value", 2, 8)]
    [InlineData("database:\n  url: 42\n", "catalog-plain-value", 2, 8)]
    [InlineData("my:\n  own: op://v/i/f\n", "catalog-unknown-path", 2, 8)]
    [InlineData("database:\n  url: op://v/i\n", "catalog-reference", 2, 8)]
    [InlineData("database:\n  url: \"op://v/Café/f\"\n", "catalog-reference", 2, 8)]
    [InlineData("a: { env: A, ref: op://v/i }\n", "catalog-reference", 1, 19)]
    [InlineData("a: { env: A, ref: plain }\n", "catalog-reference", 1, 19)]
    [InlineData("a: { env: A, ref: [op://v/i/f] }\n", "catalog-type", 1, 19)]
    [InlineData("a: { env: A, refs: op://v/i/f }\n", "catalog-unknown-key", 1, 14)]
    [InlineData("a: { ref: op://v/i/f }\n", "catalog-env", 1, 4)]
    [InlineData("a: { ref: op://v/i/f, env: 1A }\n", "catalog-env", 1, 28)]
    [InlineData("a: { ref: op://v/i/f, env: A-B }\n", "catalog-env", 1, 28)]
    [InlineData("a: { ref: op://v/i/f, env: [A] }\n", "catalog-type", 1, 28)]
    [InlineData("a: { env: A, secret: maybe }\n", "catalog-type", 1, 22)]
    [InlineData("a: { env: A, secret: }\n", "catalog-type", 1, 22)]
    [InlineData("a: { env: A, tier: team }\n", "catalog-tier", 1, 20)]
    [InlineData("a: { env: A, description: [x] }\n", "catalog-type", 1, 27)]
    [InlineData("a: { env: A, required: local }\n", "catalog-type", 1, 24)]
    [InlineData("a: { env: A, required: [local, cloud] }\n", "catalog-mode", 1, 32)]
    [InlineData("a: { env: A, used_by: { x: y } }\n", "catalog-type", 1, 23)]
    [InlineData("a: { env: A, rotate: 90 }\n", "catalog-duration", 1, 22)]
    [InlineData("a: { env: A, rotate: 0d }\n", "catalog-duration", 1, 22)]
    [InlineData("a: { env: A, rotate: -1d }\n", "catalog-duration", 1, 22)]
    [InlineData("a: { env: A, rotate: 1.5d }\n", "catalog-duration", 1, 22)]
    [InlineData("a: { env: A, rotate: 3 months }\n", "catalog-duration", 1, 22)]
    [InlineData("a: { env: A, rotate: 999999999d }\n", "catalog-duration", 1, 22)]
    [InlineData("a: { env: A, env: B }\n", "catalog-duplicate-key", 1, 14)]
    [InlineData("a.b: { env: A }\n", "catalog-key", 1, 1)]
    [InlineData("a: &x { env: A }\n", "catalog-syntax", 1, 4)]
    [InlineData("a: { env: A }\nb: *x\n", "catalog-syntax", 2, 4)]
    [InlineData("a: !!map { env: A }\n", "catalog-syntax", 1, 4)]
    [InlineData("? [x]\n: y\n", "catalog-syntax", 1, 5)]
    [InlineData("a: { env: A }\n---\nb: { env: B }\n", "catalog-syntax", 2, 1)]
    public void A_fault_is_named_with_its_place(string yaml, string rule, int line, int column)
    {
        var problem = Assert.Single(Parse(yaml).Problems);

        Assert.Equal((rule, $"config/secrets.yaml:{line}:{column}"), (problem.Rule, problem.Where));
        Assert.Equal(FindingSeverity.Error, problem.Severity);
    }

    [Fact]
    public void A_duplicate_env_key_names_both_places()
    {
        var catalog = Parse("a: { env: KEY }\nb: { env: KEY }\n");

        var problem = Assert.Single(catalog.Problems);
        Assert.Equal("catalog-duplicate-env", problem.Rule);
        Assert.Equal("config/secrets.yaml:2:4", problem.Where);
        Assert.Contains("config/secrets.yaml:1:4", problem.Message, StringComparison.Ordinal);
        Assert.Equal("a", Assert.Single(catalog.Entries).Path);
    }

    [Fact]
    public void A_name_written_twice_names_both_places_and_keeps_both_groups()
    {
        var catalog = Parse("my:\n  a: { env: A }\nmy:\n  b: { env: B }\n");

        var problem = Assert.Single(catalog.Problems);
        Assert.Equal(("catalog-duplicate-key", "config/secrets.yaml:3:1"), (problem.Rule, problem.Where));
        Assert.Contains("config/secrets.yaml:1:1", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["A", "B"], catalog.Entries.Select(e => e.Key));
    }

    [Fact]
    public void A_leaf_written_twice_counts_once_and_the_first_counts()
    {
        var catalog = Parse("database:\n  url: op://v/one/f\n  url: op://v/two/f\n");

        Assert.Equal("catalog-duplicate-key", Assert.Single(catalog.Problems).Rule);
        Assert.Equal("op://v/one/f", Assert.Single(catalog.Entries).Reference!.ToString());
    }

    [Fact]
    public void A_tab_is_called_a_tab()
    {
        var problem = Assert.Single(Parse("database:\n\turl: op://v/i/f\n").Problems);

        Assert.Equal(("catalog-syntax", "config/secrets.yaml:2:1"), (problem.Rule, problem.Where));
        Assert.Contains("indented with a tab", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: { env: A }\nb: {\n", 3)]
    [InlineData("a: { env: A }\nb: \"open\n", 2)]
    [InlineData("a: { env: A }\nb: { ref: op://v/i/f,\n", 3)]
    [InlineData("a: { env: A }\nb: c: d\n", 2)]
    [InlineData("a: { env: A }\n  b: x\n", 2)]
    public void What_stands_before_a_syntax_error_is_kept(string yaml, int line)
    {
        var catalog = Parse(yaml);

        var problem = Assert.Single(catalog.Problems);
        Assert.Equal("catalog-syntax", problem.Rule);
        Assert.StartsWith($"config/secrets.yaml:{line}:", problem.Where, StringComparison.Ordinal);
        Assert.Equal("A", Assert.Single(catalog.Entries).Key);
    }

    [Fact]
    public void An_unclosed_list_is_a_fault_and_no_exception()
    {
        var problem = Assert.Single(Parse("a: { env: A, used_by: [x\nb: y\n").Problems);

        Assert.Equal(("catalog-syntax", "config/secrets.yaml:1:23"), (problem.Rule, problem.Where));
        Assert.Contains("unclosed bracket", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void However_the_file_is_mangled_there_is_a_catalog_and_no_exception()
    {
        var yaml = File.ReadAllText(Path.Combine(Repository.Root, "config", "secrets.yaml"))
            + "x: { ref: \"op://a/b/c\", env: X, rotate: 90d, required: [local], used_by: [a, b], tier: user, secret: false }\n";
        const string Pieces = "[]{}:,\"'\t\n -&*!|>%@`#?~\\\0é\ud800";
        var random = new Random(20);

        for (var round = 0; round < 3_000; round++)
        {
            var text = new System.Text.StringBuilder(yaml);
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                else
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
            }

            var catalog = Parse(text.ToString());
            Assert.All(catalog.Problems, p => Assert.Matches(@"^config/secrets\.yaml:[1-9]\d*:[1-9]\d*$", p.Where));
        }
    }

    [Fact]
    public void Nesting_without_end_is_an_error() =>
        Assert.Contains(
            "deep", Assert.Single(Parse(string.Concat(Enumerable.Repeat("{ a: ", 100_000))).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_reported_at_once_in_the_order_of_the_file_and_lose_no_other_entry()
    {
        var catalog = Parse(
            """
            database:
              url: op://v/i
            vector_store:
              qdrant: { url: plain, api_key: op://DevFlow/Qdrant/api_key }
            a: { env: A, tier: team, rotate: soon, secret: 3 }
            b: { env: B, ref: "op://v/i/f" }
            """);

        Assert.Equal(
            ["catalog-reference", "catalog-plain-value", "catalog-tier", "catalog-duration", "catalog-type"],
            catalog.Problems.Select(p => p.Rule));
        Assert.Equal(["DATABASE_URL", "QDRANT_API_KEY", "A", "B"], catalog.Entries.Select(e => e.Key));
        Assert.Null(catalog.Entries[0].Reference);
    }

    [Fact]
    public void A_plain_value_is_never_repeated()
    {
        const string Secret = "sk-proj-canary";
        var catalog = Parse(
            $$"""
            llm:
              aosentry:
                api_key: {{Secret}}
            a: { env: A, ref: {{Secret}}, tier: {{Secret}}, secret: {{Secret}}, rotate: {{Secret}}, required: [{{Secret}}], used_by: {{Secret}} }
            """);

        Assert.Equal(7, catalog.Problems.Count);
        Assert.All(catalog.Problems, p => Assert.DoesNotContain("canary", p.ToString(), StringComparison.Ordinal));
    }

    private static SecretCatalog Parse(string yaml) => SecretCatalog.Parse(yaml, "config/secrets.yaml");
}
