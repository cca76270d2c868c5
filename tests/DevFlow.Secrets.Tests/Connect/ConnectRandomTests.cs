using System.Text;
using CsCheck;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>Whatever bytes come, they are Connect's answer or a failure that says so. A failing input comes with the seed that gives it again.</summary>
public class ConnectRandomTests
{
    private static readonly int _inputs = Soak.Times(inEveryRun: 10_000, inFull: 1_000_000);

    private static readonly Action<ReadOnlyMemory<byte>>[] _readers =
    [
        body => ConnectJson.Item(body), body => ConnectJson.Items(body), body => ConnectJson.Vaults(body),
        body => ConnectJson.Error(body), body => ConnectJson.Health(body),
    ];

    private static readonly string[] _valid =
    [
        """
        {"id":"i","title":"t","vault":{"id":"v"},"category":"LOGIN","version":3,"state":"ARCHIVED","tags":["a"],"sections":[{"id":"s","label":"l"}],
        "fields":[{"id":"f","type":"OTP","label":"x","value":"v\u00e9\n","totp":"1","purpose":"","section":{"id":"s"},"generate":true,
        "recipe":{"length":5,"characterSets":["DIGITS"],"excludeCharacters":"a"}}],"files":[{"id":"f","name":"n","size":1,"content_path":"/v1/x"}]}
        """,
        """[{"id":"i","title":"t","vault":{"id":"v"},"version":1}]""",
        """[{"id":"v","name":"n","items":3,"contentVersion":9,"type":"PERSONAL"}]""",
        """{"status":404,"message":"item abc not found"}""",
        """{"name":"n","version":"1","dependencies":[{"service":"s","status":"ACTIVE","message":"m"}]}""",
    ];

    private static readonly byte[][] _pieces =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "5", "-1", "1e400", "99999999999999999999", "\"\"", "{}", "[]", "\"id\":", "[null]",
            "\\uD800", "\\u0000", "//", "\n", "\uFEFF", "\"fields\":", "\"vault\":", "\"section\":null,", "\"value\":{\"a\":1}", "\"value\":5",
        }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3], [0x00],
    ];

    private static readonly Gen<byte[]> _mutated = Gen.Select(
        Gen.OneOf(_valid), Gen.Select(Gen.Int[0, 600], Gen.Int[0, 3], Gen.Int[0, 40], Gen.OneOf(_pieces)).Array[1, 6],
        (text, edits) => edits.Aggregate(Encoding.UTF8.GetBytes(text), Edit));

    [Fact]
    public void Any_bytes_are_an_answer_or_a_failure() => Gen.Byte.Array[0, 200].Sample(Read, iter: _inputs);

    [Fact]
    public void Any_pieces_are_an_answer_or_a_failure() =>
        Gen.OneOf(_pieces).Array[0, 30].Select(pieces => pieces.SelectMany(bytes => bytes).ToArray()).Sample(Read, iter: _inputs);

    [Fact]
    public void Any_change_of_an_answer_is_an_answer_or_a_failure() => _mutated.Sample(Read, iter: _inputs);

    [Fact]
    public void Any_item_is_read_by_any_reference_or_it_is_said_why_not()
    {
        var items = 0;
        var values = 0;
        Gen.Select(_mutated, Gen.OneOf("f", "x", "s/x", "l/x", "n", "f?attribute=otp", "n?attribute=size", "x?ssh-format=openssh", "f?attribute=type"))
            .Sample(
                (body, tail) =>
                {
                    if (TryItem(body) is not { } item)
                        return;
                    Interlocked.Increment(ref items);
                    var reference = SecretReference.Parse($"op://v/i/{tail}");
                    try
                    {
                        var (field, file) = OnePasswordChoice.Pick(reference, item);
                        Assert.NotEmpty(field is not null ? OnePasswordValues.Of(reference, field) : OnePasswordValues.Of(reference, file!));
                        Interlocked.Increment(ref values);
                    }
                    catch (ConnectException e)
                    {
                        Assert.NotEqual(ConnectErrorKind.Unavailable, e.Kind);
                    }
                },
                iter: _inputs);

        Assert.True(items > _inputs / 100 && values > _inputs / 200, $"only {items} items and {values} values of {_inputs} inputs: too little is tried");
    }

    private static ConnectItem? TryItem(byte[] body)
    {
        try
        {
            return ConnectJson.Item(body);
        }
        catch (ConnectException)
        {
            return null;
        }
    }

    private static void Read(byte[] body)
    {
        foreach (var reader in _readers)
        {
            try
            {
                reader(body);
            }
            catch (ConnectException e)
            {
                Assert.Equal((ConnectErrorKind.Unavailable, "answered with something that is not Connect's JSON"), (e.Kind, e.Detail));
            }
        }
    }

    private static byte[] Edit(byte[] body, (int At, int Kind, int Length, byte[] Piece) edit)
    {
        var at = Math.Min(edit.At, body.Length);
        var end = Math.Min(at + edit.Length, body.Length);
        return edit.Kind switch
        {
            0 => [.. body[..at], .. edit.Piece, .. body[at..]],
            1 => [.. body[..at], .. body[end..]],
            2 => [.. body[..at], .. edit.Piece, .. body[end..]],
            _ => body[..at],
        };
    }
}
