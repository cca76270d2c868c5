using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DevFlow.Dashboard.Tests.Prometheus;

/// <summary>
/// Reads text format 0.0.4 as strictly as the format is written down: a family's lines stand together below its type, names and labels
/// are well-formed, nothing is said twice, buckets grow up to the count.
/// </summary>
internal static partial class PrometheusParser
{
    private static readonly string[] _ofHistogram = ["_bucket", "_sum", "_count"];

    public static IReadOnlyList<PrometheusFamily> Parse(string text)
    {
        Assert.True(text.Length == 0 || text.EndsWith('\n'), "the last line does not end");
        List<PrometheusFamily> families = [];
        var (helpOf, help) = ("", "");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n')[..^1])
        {
            if (HelpLine().Match(line) is { Success: true } helped)
            {
                (helpOf, help) = (helped.Groups["name"].Value, Unescape(helped.Groups["help"].Value, quotes: false));
            }
            else if (TypeLine().Match(line) is { Success: true } typed)
            {
                var name = typed.Groups["name"].Value;
                Assert.DoesNotContain(families, family => family.Name == name);
                families.Add(new(name, typed.Groups["type"].Value, helpOf == name ? help : ""));
            }
            else
            {
                var sample = ReadSample(line);
                var family = families[^1];
                Assert.Contains(sample.Name, family.Type == "histogram" ? _ofHistogram.Select(suffix => family.Name + suffix) : [family.Name]);
                Assert.True(seen.Add($"{sample.Name}{{{string.Join(',', sample.Labels.OrderBy(label => label.Key, StringComparer.Ordinal))}}}"), $"twice: {line}");
                family.Samples.Add(sample);
            }
        }

        foreach (var family in families.Where(family => family.Type == "histogram"))
            CheckHistogram(family);
        Assert.All(families, family => Assert.NotEmpty(family.Samples));
        return families;
    }

    private static void CheckHistogram(PrometheusFamily family)
    {
        foreach (var series in family.Samples.GroupBy(sample => string.Join(',', sample.Labels.Where(label => label.Key != "le").OrderBy(label => label.Key, StringComparer.Ordinal))))
        {
            var buckets = series.Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal)).ToList();
            Assert.Equal("+Inf", buckets[^1].Labels["le"]);
            Assert.Equal(buckets.OrderBy(bucket => Number(bucket.Labels["le"])).ThenBy(bucket => bucket.Value), buckets);
            Assert.Equal(buckets.Select(bucket => bucket.Value).Order(), buckets.Select(bucket => bucket.Value));
            Assert.Equal(Assert.Single(series, sample => sample.Name == family.Name + "_count").Value, buckets[^1].Value);
            Assert.Single(series, sample => sample.Name == family.Name + "_sum");
        }
    }

    private static PrometheusSample ReadSample(string line)
    {
        var parts = SampleLine().Match(line);
        Assert.True(parts.Success, $"not a sample: {line}");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match label in Label().Matches(parts.Groups["labels"].Value))
            Assert.True(labels.TryAdd(label.Groups["name"].Value, Unescape(label.Groups["value"].Value, quotes: true)), $"a label stands twice: {line}");
        return new(parts.Groups["name"].Value, labels, Number(parts.Groups["value"].Value));
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string text, bool quotes)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            plain.Append(text[++i] switch { 'n' => '\n', '\\' => '\\', '"' when quotes => '"', var other => throw new FormatException($"\\{other} is no escape") });
        }

        return plain.ToString();
    }

    [GeneratedRegex("^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<help>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram|summary|untyped)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\[\\"n])*"(,(?!\})|(?=\})))*)\} (?<value>[-+]?(Inf|NaN|[0-9][0-9.eE+-]*))$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SampleLine();

    [GeneratedRegex("""(?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\\n]|\\[\\"n])*)"(,|$)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
