using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Scrubbing;

/// <summary>Against the plainest search there is: every form, at every place.</summary>
public class ScrubberRandomTests
{
    [Theory]
    [InlineData("ab", 1)]
    [InlineData("abc", 2)]
    [InlineData("aZ09+/=-_", 3)]
    [InlineData("aé\"\\ %\n\U0001F511", 4)]
    public void It_masks_what_a_plain_search_finds(string alphabet, int seed)
    {
        var random = new Random(seed);
        var found = 0;
        for (var round = 0; round < 400; round++)
        {
            var time = new FakeTimeProvider();
            var scrubber = new SecretScrubber(time);
            var values = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Text(random, alphabet, random.Next(6, 20))).ToArray();
            var gone = Enumerable.Range(0, random.Next(0, 4)).Select(_ => Text(random, alphabet, random.Next(8, 14))).ToArray();
            // Some for good, some for a request that goes on, and some for both.
            using var request = scrubber.RegisterForRequest(values.Where((_, i) => i % 3 > 0));
            using (scrubber.RegisterForRequest(gone))
                scrubber.Register(values.Where((_, i) => i % 3 < 2));

            time.Advance(SecretScrubber.ForgetAfter);
            string[] forms = [.. values.SelectMany(SecretForms.Of).Distinct(StringComparer.Ordinal)];
            for (var i = 0; i < 10; i++)
            {
                var text = Text(random, alphabet, random.Next(0, 60));
                if (forms.Length > 0 && i % 2 == 0)
                    text = text.Insert(random.Next(text.Length + 1), forms[random.Next(forms.Length)]);
                var expected = PlainScrub(text, forms);
                found += text == expected ? 0 : 1;

                Assert.Equal(expected, scrubber.Scrub(text));
                Assert.Equal(text != expected, scrubber.Contains(text));
            }
        }

        Assert.InRange(found, 400, 3999);
    }

    private static string PlainScrub(string text, IEnumerable<string> forms)
    {
        var matches = new List<(int Start, int End)>();
        foreach (var form in forms)
        {
            for (var at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + 1, StringComparison.Ordinal))
                matches.Add((at, at + form.Length));
        }

        var masked = "";
        var written = 0;
        foreach (var (start, end) in matches.Order())
        {
            if (written == 0 || start >= written)
                masked += text[written..start] + SecretValue.Mask;
            written = Math.Max(written, end);
        }

        return masked + text[written..];
    }

    private static string Text(Random random, string alphabet, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
