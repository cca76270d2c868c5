using System.Buffers;
using BenchmarkDotNet.Attributes;
using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>A log line of 200 characters, looked through for sixty secrets in all their forms.</summary>
public class ScrubbedLines
{
    private readonly SecretScrubber _scrubber = new();
    private readonly string[] _forms = [.. Forms()];
    private SearchValues<string> _searchValues = null!;
    private string _line = "";

    [Params(false, true)]
    public bool Hit { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        const string text = "2026-01-31T12:00:00.0000000Z info: WorkflowEngine.Steps.StepRunner[14] Step 'publish' of run 81f3a0c2 asked "
            + "https://api.example.test/v1/pages/4711?expand=body.storage,version and was answered 200 in 131 ms; next ";
        _line = Hit ? string.Concat(text.AsSpan(0, 140), Sample.Values[8], text.AsSpan(0, 200))[..200] : text.PadRight(200, '.')[..200];
        _scrubber.Register(Sample.Values);
        _searchValues = SearchValues.Create(_forms, StringComparison.Ordinal);
        if (_scrubber.Contains(_line) != Hit || SearchValuesOfStrings() != Hit || Loop() != Hit || _line.Length != 200)
            throw new InvalidOperationException("they do not find the same");
    }

    [Benchmark(Baseline = true, Description = "SecretScrubber.Scrub")]
    public string Scrub() => _scrubber.Scrub(_line);

    [Benchmark(Description = "SecretScrubber.Contains")]
    public bool Contains() => _scrubber.Contains(_line);

    [Benchmark(Description = "SearchValues<string>, only looks")]
    public bool SearchValuesOfStrings() => _line.AsSpan().ContainsAny(_searchValues);

    [Benchmark(Description = "string.Contains for each form, only looks")]
    public bool Loop() => Array.Exists(_forms, form => _line.Contains(form, StringComparison.Ordinal));

    [Benchmark(Description = "string.Contains for each plain value, only looks")]
    public bool PlainLoop()
    {
        foreach (var value in Sample.Values)
        {
            if (_line.Contains(value, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static HashSet<string> Forms() => [.. Sample.Values.SelectMany(SecretForms.Of)];
}
