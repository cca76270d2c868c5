using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevFlow.Secrets.Tests.Scrubbing;

/// <summary>What real encoders make of a value is masked too.</summary>
public class SecretFormTests
{
    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Values =>
    [
        "plain-value_1234.5678",
        "sk/with+base64==",
        "p@ss w&rd \"quoted\" \\ <tag> 'x' 100%",
        "Pässwörter mit Ümläuten",
        "two lines\nof a longer secret\tand a tab",
        "key \U0001F511 of emoji",
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task An_encoded_value_is_masked(string value)
    {
        var scrubber = new SecretScrubber();
        scrubber.Register(value);
        using var form = new FormUrlEncodedContent([new("key", value)]);
        string[] encoded =
        [
            Uri.EscapeDataString(value),
            Regex.Replace(Uri.EscapeDataString(value), "%..", escape => escape.Value.ToLowerInvariant(), RegexOptions.None, TimeSpan.FromSeconds(1)),
            WebUtility.UrlEncode(value),
            await form.ReadAsStringAsync(TestContext.Current.CancellationToken),
            JsonSerializer.Serialize(new { key = value }),
            JsonSerializer.Serialize(new { key = value }, _relaxed),
            Convert.ToHexString(Encoding.UTF8.GetBytes(value)),
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
        ];

        Assert.All(encoded, text => Assert.Contains(SecretValue.Mask, scrubber.Scrub(text), StringComparison.Ordinal));
        Assert.Equal("***", scrubber.Scrub(Convert.ToBase64String(Encoding.UTF8.GetBytes(value))));
        Assert.Equal("***", scrubber.Scrub(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=')));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_in_the_query_of_an_address_is_masked(string value)
    {
        var scrubber = new SecretScrubber();
        scrubber.Register(value);

        Assert.Equal("key=***", scrubber.Scrub($"key={Uri.EscapeDataString(value)}"));
        Assert.Equal("key=***", scrubber.Scrub($"key={value}"));
        Assert.Equal("https://host/?key=***", scrubber.Scrub(new Uri($"https://host/?key={Uri.EscapeDataString(value)}").AbsoluteUri));
        Assert.Equal("https://host/?key=***", scrubber.Scrub(new Uri($"https://host/?key={Uri.EscapeDataString(value)}").ToString()));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void At_every_alignment_of_base64_a_value_leaves_no_more_than_an_edge(string value)
    {
        var scrubber = new SecretScrubber();
        scrubber.Register(value);
        var bytes = Encoding.UTF8.GetByteCount(value);

        for (var before = 0; before < 6; before++)
        {
            for (var after = 0; after < 6; after++)
            {
                var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('<', before) + value + new string('>', after)));
                var masked = scrubber.Scrub(text);

                // Six bits at either edge may be mixed with those of the neighbours.
                var hidden = text.Length - (masked.Length - SecretValue.Mask.Length);
                Assert.True(hidden * 6 >= (bytes * 8) - 10, $"{hidden} of {text.Length} characters hidden, {before} before, {after} after");
                var url = text.Replace('+', '-').Replace('/', '_');
                Assert.Equal(masked.Length, scrubber.Scrub(url).Length);
            }
        }
    }
}
