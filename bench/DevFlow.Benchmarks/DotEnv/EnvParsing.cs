using System.Text;
using BenchmarkDotNet.Attributes;
using DevFlow.Secrets;
using DotNetEnv;

namespace DevFlow.Benchmarks;

/// <summary>A .env file that was read already, made into keys and values. bench/dotenv.sh adds Node's parser.</summary>
public class EnvParsing
{
    private string _text = "";
    private byte[] _utf8 = [];

    [Params(60, 600, 6_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _text = EnvText.OfKeys(Keys);
        _utf8 = Encoding.UTF8.GetBytes(_text);
        if (Peer().Count != Keys || Ours().Entries.Count != Keys)
            throw new InvalidOperationException("the two do not read the same keys");
    }

    [Benchmark(Baseline = true, Description = "DotEnvParser.Parse")]
    public DotEnvDocument Ours() => DotEnvParser.Parse(_utf8, ".env");

    [Benchmark(Description = "DotNetEnv 3.0.0")]
    public List<KeyValuePair<string, string>> Peer() => [.. Env.LoadContents(_text, LoadOptions.NoEnvVars())];
}
