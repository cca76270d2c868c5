using System.Text;
using CsCheck;

namespace DevFlow.Secrets.Tests.References;

/// <summary>Properties of references that hold for any input. A failing input comes with the seed that gives it again.</summary>
public class SecretReferenceRandomTests
{
    private static readonly int _inputs = Soak.Times(inEveryRun: 50_000, inFull: 1_000_000);

    private static readonly string[] _pieces =
    [
        "op://", "OP://", "/", "/", "/", "vault", "item", "a b", "é", "🔑", "\uD83D", "%2F", "%", "%zz", "%C3%A9", "%FF", "%00", "?", "?attribute=otp",
        "?ssh-format=openssh", "attribute=", "&", "$", "{", "}", " ", "\t", "\0", "..", "#", "\"", "abcdefghijklmnopqrstuvwxyz",
    ];

    private static readonly Gen<string> _text = Gen.OneOf(_pieces).Array[0, 14].Select(string.Concat);

    [Fact]
    public void Any_text_is_a_reference_or_has_a_problem() => Gen.OneOf(_text, _text.Select(t => "op://" + t), Gen.String).Sample(
        text =>
        {
            var isReference = SecretReference.TryParse(text, out var reference, out var problem);

            Assert.Equal(isReference, problem is null);
            if (!isReference)
                return;
            var again = SecretReference.Parse(reference!.ToString());
            Assert.Equal(reference, again);
            Assert.Equal(
                (reference.Vault, reference.Item, reference.Section, reference.Field, reference.Attribute, reference.SshFormat),
                (again.Vault, again.Item, again.Section, again.Field, again.Attribute, again.SshFormat));
        },
        iter: _inputs);

    [Fact]
    public void Any_name_is_written_so_that_it_is_read_again() =>
        Gen.Select(_name, _name, Gen.OneOf(_name, Gen.Const("")), _name).Sample(
            (vault, item, section, field) =>
            {
                var written = $"op://{Encoded(vault)}/{Encoded(item)}/{(section.Length > 0 ? $"{Encoded(section)}/" : "")}{Encoded(field)}";

                var read = SecretReference.Parse(written);

                Assert.Equal((vault, item, section, field), (read.Vault, read.Item, read.Section ?? "", read.Field));
                Assert.Equal(written, read.ToString());
            },
            iter: _inputs);

    // Names as people may give them: no control characters, whole characters only, and something to see at both ends.
    private static readonly Gen<string> _name = Gen.OneOf(
            Gen.Char[' ', '~'].Select(c => c.ToString()), Gen.OneOf("é", "🔑", "ß", "\u00A0", "/", "%2F", "中"))
        .Array[1, 10].Select(string.Concat).Where(name => name.Trim().Length == name.Length);

    private static string Encoded(string name)
    {
        var text = new StringBuilder();
        PercentEncoding.Append(text, name);
        return text.ToString();
    }
}
