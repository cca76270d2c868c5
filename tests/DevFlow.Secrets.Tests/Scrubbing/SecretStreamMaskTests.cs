using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Scrubbing;

public class SecretStreamMaskTests
{
    private const string Value = "s3cr3t/valu+e";

    public static TheoryData<string> Forms =>
    [
        Value,
        Uri.EscapeDataString(Value),
        System.Text.Json.JsonSerializer.Serialize(Value)[1..^1],
        Convert.ToHexString(Encoding.UTF8.GetBytes(Value)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_value_is_masked_wherever_the_pieces_break(string form)
    {
        var text = Encoding.UTF8.GetBytes($"before {form} after");
        for (var split = 0; split <= text.Length; split++)
            Assert.Equal("before *** after", await MaskAsync([text[..split], text[split..]], Value));
        Assert.Equal("before *** after", await MaskAsync([.. text.Select(one => (byte[])[one])], Value));
    }

    [Theory]
    [InlineData("ab", 1)]
    [InlineData("abc", 2)]
    [InlineData("aZ09+/=-_", 3)]
    [InlineData("aé\"\\ %\n\U0001F511", 4)]
    public async Task It_masks_what_the_scrubber_masks_in_pieces_of_any_size(string alphabet, int seed)
    {
        var random = new Random(seed);
        var masked = 0;
        for (var round = 0; round < 2000; round++)
        {
            var values = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Text(random, alphabet, random.Next(6, 20))).ToArray();
            var scrubber = new SecretScrubber();
            scrubber.Register(values);
            var text = Text(random, alphabet, random.Next(0, 60)) + values[0] + Text(random, alphabet, random.Next(0, 60));

            using var stream = PieceStream.Of(Encoding.UTF8.GetBytes(text), () => random.Next(1, 12));
            var result = await MaskAsync(stream, new SecretStreamMask(values));

            Assert.Equal(scrubber.Scrub(text), result);
            masked += result == text ? 0 : 1;
        }

        Assert.InRange(masked, 400, 2000);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_stay_as_they_are()
    {
        var bytes = new byte[300_000];
        new Random(5).NextBytes(bytes);
        using var to = new MemoryStream();

        await new SecretStreamMask([Value]).CopyAsync(new MemoryStream(bytes), to, TestContext.Current.CancellationToken);

        Assert.Equal(bytes, to.ToArray());
    }

    [Fact]
    public async Task A_value_longer_than_a_piece_is_masked()
    {
        var random = new Random(6);
        var value = Text(random, "abcdefghij", 65_536);
        var text = Encoding.UTF8.GetBytes($"{value[..60_000]} and {value}!");

        Assert.Equal($"{value[..60_000]} and ***!", await MaskAsync(PieceStream.Of(text, () => random.Next(1, 5000)), new SecretStreamMask([value])));
    }

    [Fact]
    public async Task A_value_of_several_lines_is_masked_line_by_line_too()
    {
        const string Key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\nAASCBKcwggSjAgEAAoIBAQC7VJTU\n-----END KEY-----";

        Assert.Equal("a ***", await MaskAsync([Encoding.UTF8.GetBytes($"a {Key}")], Key));
        Assert.Equal("    ***\n    ***\n", await MaskAsync([Encoding.UTF8.GetBytes("    MIIEvQIBADANBgkqhkiG9w0BAQEF\n    AASCBKcwggSjAgEAAoIBAQC7VJTU\n")], Key));
    }

    [Fact]
    public async Task What_only_begins_like_a_value_is_written_at_the_end() =>
        Assert.Equal("so s3cr3t/val", await MaskAsync(["so s3cr3t/val"u8.ToArray()], Value));

    [Fact]
    public async Task One_mask_stands_for_an_endless_overlap()
    {
        var text = Encoding.UTF8.GetBytes($"a{new string('x', 1_000_000)}b");

        Assert.Equal("a***b", await MaskAsync(PieceStream.Of(text, () => 1000), new SecretStreamMask(["xxxxxxxx"])));
    }

    [Fact]
    public async Task A_prompt_that_ends_as_a_value_begins_shows_after_a_pause_and_the_value_is_masked_all_the_same()
    {
        var time = new FakeTimeProvider();
        var (from, to) = (new Pipe(), new Pipe());
        var copying = new SecretStreamMask([": hunter2-hunter2"], time).CopyAsync(from.Reader.AsStream(), to.Writer.AsStream(), TestContext.Current.CancellationToken);

        await from.Writer.WriteAsync("Password: "u8.ToArray(), TestContext.Current.CancellationToken);
        var shown = await ReadAsync(to.Reader);
        while (shown != "Password: ")
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            if (to.Reader.TryRead(out var more))
            {
                shown += Encoding.UTF8.GetString(more.Buffer);
                to.Reader.AdvanceTo(more.Buffer.End);
            }
        }

        await from.Writer.WriteAsync("hunter2-hunter2!"u8.ToArray(), TestContext.Current.CancellationToken);
        await from.Writer.CompleteAsync();
        await copying;
        Assert.Equal("***!", await ReadAsync(to.Reader));
    }

    [Fact]
    public void Values_that_are_too_short_leave_nothing_to_mask() => Assert.True(new SecretStreamMask(["", "a", "1234567"]).IsEmpty);

    private static Task<string> MaskAsync(IEnumerable<byte[]> pieces, string value) => MaskAsync(new PieceStream(pieces), new SecretStreamMask([value]));

    private static async Task<string> MaskAsync(Stream from, SecretStreamMask mask)
    {
        using var to = new MemoryStream();
        await mask.CopyAsync(from, to, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(to.ToArray());
    }

    private static async Task<string> ReadAsync(PipeReader reader)
    {
        var result = await reader.ReadAsync(TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(result.Buffer);
        reader.AdvanceTo(result.Buffer.End);
        return text;
    }

    // Of whole characters: bytes cannot hold half of a surrogate pair.
    private static string Text(Random random, string alphabet, int length)
    {
        Rune[] runes = [.. alphabet.EnumerateRunes()];
        return string.Concat(Enumerable.Range(0, length).Select(_ => runes[random.Next(runes.Length)]));
    }
}
