namespace DevFlow.Secrets.Tests.References;

public class SecretReferenceTests
{
    private const string Id = "abcdefghijklmnopqrstuvwxy0";

    [Fact]
    public void Three_segments_are_vault_item_and_field()
    {
        var reference = SecretReference.Parse("op://DevFlow/AOSentry/api_key");

        Assert.Equal(("DevFlow", "AOSentry", "api_key"), (reference.Vault, reference.Item, reference.Field));
        Assert.Null(reference.Section);
        Assert.Null(reference.Attribute);
        Assert.Null(reference.SshFormat);
    }

    [Fact]
    public void Four_segments_have_a_section()
    {
        var reference = SecretReference.Parse("op://DevFlow/My Item/Section 1/one-time password?attribute=otp");

        Assert.Equal("My Item", reference.Item);
        Assert.Equal("Section 1", reference.Section);
        Assert.Equal("one-time password", reference.Field);
        Assert.Equal("otp", reference.Attribute);
    }

    [Theory]
    [InlineData($"op://{Id}/item/field")]
    [InlineData($"op://vault/{Id}/field")]
    [InlineData($"op://vault/item/{Id}/field")]
    [InlineData($"op://vault/item/section/{Id}")]
    [InlineData("op://vault/item/server.key.pem")]
    [InlineData("op://vault/item/field?attribute=type")]
    [InlineData("op://vault/item/field?attribute=value")]
    [InlineData("op://vault/item/field?attribute=id")]
    [InlineData("op://vault/item/field?attribute=purpose")]
    [InlineData("op://vault/item/file.txt?attribute=content")]
    [InlineData("op://vault/item/file.txt?attribute=size")]
    [InlineData("op://vault/item/file.txt?attribute=name")]
    [InlineData("op://vault/item/private key?ssh-format=openssh")]
    [InlineData("op://vault/item/a%2Fb%25%3F%C3%A9")]
    public void Whatever_the_grammar_allows_is_read_and_written_back(string text) =>
        Assert.Equal(text, SecretReference.Parse(text).ToString());

    [Theory]
    [InlineData("OP://vault/item/field", "op://vault/item/field")]
    [InlineData("op://vault/item/field?ATTRIBUTE=OTP", "op://vault/item/field?attribute=otp")]
    [InlineData("op://vault/item/field?SSH-Format=OpenSSH", "op://vault/item/field?ssh-format=openssh")]
    [InlineData("op://vault/my%20item/field", "op://vault/my item/field")]
    [InlineData("op://vault/item/a%2fb", "op://vault/item/a%2Fb")]
    public void Several_spellings_have_one_canonical_text(string text, string canonical) =>
        Assert.Equal(canonical, SecretReference.Parse(text).ToString());

    [Fact]
    public void Percent_encoded_characters_are_decoded_in_the_parts()
    {
        var reference = SecretReference.Parse("op://Caf%C3%A9/TLS%2FEdge/100%25");

        Assert.Equal(("Café", "TLS/Edge", "100%"), (reference.Vault, reference.Item, reference.Field));
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData(" op://vault/item/field", "blank before or after")]
    [InlineData("op://vault/item/field\n", "blank before or after")]
    [InlineData("vault/item/field", "starts with op://")]
    [InlineData("https://vault/item/field", "starts with op://")]
    [InlineData("op:/vault/item/field", "starts with op://")]
    [InlineData("op://", "1 part after")]
    [InlineData("op://vault", "1 part after")]
    [InlineData("op://vault/item", "2 parts after")]
    [InlineData("op://vault/item/section/field/more", "5 parts after")]
    [InlineData("op:///", "ends with a slash")]
    [InlineData("op://vault/item/field/", "ends with a slash")]
    [InlineData("op:///item/field", "the vault is empty")]
    [InlineData("op://vault//field", "the item is empty")]
    [InlineData("op://vault/item//field", "the section is empty")]
    [InlineData("op://vault/ /field", "the item is empty")]
    [InlineData("op://vault/item/?attribute=otp", "ends with a slash")]
    [InlineData("op://vault/Café/field", "the item holds 'é'")]
    [InlineData("op://vault/item/fie🔑ld", "the field holds '🔑'")]
    [InlineData("op://vault/item/a\tb", "the field holds U+0009")]
    [InlineData("op://vault/item/a:b", "the field holds ':'")]
    [InlineData("op://$APP_ENV/item/field", "the vault holds '$': variables")]
    [InlineData("op://vault/item/100%", "the field holds a %")]
    [InlineData("op://vault/item/%zz", "the field holds a %")]
    [InlineData("op://vault/item/%FF", "the field holds a %")]
    [InlineData("op://vault/item/%00", "the field holds a %")]
    [InlineData("op://vault/%20/field", "the item holds a %")]
    [InlineData("op://vault/item/field?", "the query is unknown")]
    [InlineData("op://vault/item/field?version=2", "the query is unknown")]
    [InlineData("op://vault/item/field?attribute", "the attribute is unknown")]
    [InlineData("op://vault/item/field?attribute=password", "the attribute is unknown; write one of type, value")]
    [InlineData("op://vault/item/field?ssh-format=pem", "the ssh-format is unknown")]
    [InlineData("op://vault/item/field?attribute=otp&ssh-format=openssh", "more than one query")]
    public void A_malformed_reference_is_refused_with_what_is_wrong(string? text, string problem)
    {
        Assert.False(SecretReference.TryParse(text, out var reference, out var said));
        Assert.Null(reference);
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_outside_the_grammar_comes_with_its_encoding() =>
        Assert.Contains(
            "%C3%A9", Assert.Throws<FormatException>(() => SecretReference.Parse("op://vault/Café/field")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_lone_surrogate_is_refused() =>
        Assert.False(SecretReference.TryParse("op://vault/item/a\ud800b%41", out _, out _));

    [Fact]
    public void References_are_equal_whatever_their_case()
    {
        var one = SecretReference.Parse("op://DevFlow/Item/Field");
        var other = SecretReference.Parse("op://devflow/item/field");

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, SecretReference.Parse("op://DevFlow/Item/Other"));
        Assert.NotEqual(one, SecretReference.Parse("op://DevFlow/Item/Field?attribute=otp"));
    }

    [Fact]
    public void A_slash_in_a_name_is_not_a_boundary() =>
        Assert.NotEqual(SecretReference.Parse("op://v/a%2Fb/c"), SecretReference.Parse("op://v/a/b/c"));

    [Theory]
    [InlineData("op://x", true)]
    [InlineData("  OP://x/y/z", true)]
    [InlineData("postgresql://x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_value_that_starts_like_a_reference_looks_like_one(string? value, bool looks) =>
        Assert.Equal(looks, SecretReference.LooksLikeReference(value));

    [Theory]
    [InlineData(Id, true)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXY0", false)]
    [InlineData("short", false)]
    public void An_id_has_26_lower_case_letters_and_digits(string segment, bool isId) =>
        Assert.Equal(isId, SecretReference.IsId(segment));
}
