using System.Text;
using CsCheck;
using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Encryption;

public sealed class EnvelopeTests
{
    private const string Canary = "canary-7d1f-value-that-must-not-show";

    private static readonly SecretBinding _binding = new(SecretTier.User, "user:6f9619ff-8b86-d011-b42d-00cf4fc964ff", "github/token", 3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Gen<string> _text = Gen.String[Gen.Char[' ', 'z'], 1, 300].Select(Gen.OneOf(Gen.Const(""), Gen.Const("ü"), Gen.Const("三"), Gen.Const("😀"), Gen.Const("\0"), Gen.Const("\n")), (text, end) => text + end);

    private static readonly Gen<SecretBinding> _bindings =
        Gen.Select(Gen.Bool, Gen.Guid, _text, Gen.Int[1, int.MaxValue], (isUser, owner, name, version) =>
            new SecretBinding(isUser ? SecretTier.User : SecretTier.Project, $"{(isUser ? "user" : "project")}:{owner}", name, version));

    [Fact]
    public Task Whatever_is_sealed_opens_as_what_it_was() => Gen.Select(_bindings, _text).SampleAsync(async (binding, text) =>
    {
        using var key = Keys.Local(1);
        var envelope = Keys.Envelope(key);

        var secret = await envelope.SealAsync(binding, Keys.Value(text), Cancel);

        return (await envelope.OpenAsync(binding, secret, DateTimeOffset.UnixEpoch, Cancel)).Reveal() == text;
    }, iter: Soak.Times(200, 20_000));

    [Fact]
    public async Task No_byte_of_what_is_stored_can_be_altered()
    {
        using var key = Keys.Local(1);
        var envelope = Keys.Envelope(key);
        var secret = await envelope.SealAsync(_binding, Keys.Value(Canary), Cancel);

        for (var i = 0; i < secret.Content.Length; i++)
            await RefusedAsync(envelope, _binding, secret with { Content = Flipped(secret.Content, i) });
        for (var i = 0; i < secret.Key.Wrapped.Length; i++)
            await RefusedAsync(envelope, _binding, secret with { Key = secret.Key with { Wrapped = Flipped(secret.Key.Wrapped, i) } });
    }

    [Fact]
    public async Task Nothing_that_is_cut_or_longer_opens()
    {
        using var key = Keys.Local(1);
        var envelope = Keys.Envelope(key);
        var secret = await envelope.SealAsync(_binding, Keys.Value(Canary), Cancel);

        for (var length = 0; length < secret.Content.Length; length++)
            await RefusedAsync(envelope, _binding, secret with { Content = secret.Content[..length] });
        for (var length = 0; length < secret.Key.Wrapped.Length; length++)
            await RefusedAsync(envelope, _binding, secret with { Key = secret.Key with { Wrapped = secret.Key.Wrapped[..length] } });
        await RefusedAsync(envelope, _binding, secret with { Content = [.. secret.Content, 0] });
        await RefusedAsync(envelope, _binding, secret with { Key = secret.Key with { Wrapped = [.. secret.Key.Wrapped, 0] } });
    }

    [Fact]
    public async Task A_secret_opens_as_nothing_but_what_it_is()
    {
        using var key = Keys.Local(1);
        using var other = Keys.Local(2);
        var envelope = Keys.Envelope(key, other);
        var secret = await envelope.SealAsync(_binding, Keys.Value(Canary), Cancel);
        var neighbour = await envelope.SealAsync(_binding with { Name = "github/token2" }, Keys.Value(Canary), Cancel);

        await RefusedAsync(envelope, _binding with { Tier = SecretTier.Project }, secret);
        await RefusedAsync(envelope, _binding with { Owner = "user:6f9619ff-8b86-d011-b42d-00cf4fc964fe" }, secret);
        await RefusedAsync(envelope, _binding with { Name = "github/token2" }, secret);
        await RefusedAsync(envelope, _binding with { Version = 4 }, secret);
        await RefusedAsync(envelope, _binding, secret with { Key = secret.Key with { Id = Guid.NewGuid() } });
        await RefusedAsync(envelope, _binding, secret with { Key = secret.Key with { KeyId = other.Id } });
        await RefusedAsync(envelope, _binding, secret with { Key = secret.Key with { KeyId = "local:0000000000000000" } });
        await RefusedAsync(envelope, _binding, secret with { Key = neighbour.Key });
        await RefusedAsync(envelope, _binding, secret with { Content = neighbour.Content });
        await RefusedAsync(envelope, _binding, secret with { Content = secret.Key.Wrapped });
        await RefusedAsync(envelope, _binding, secret with { Key = secret.Key with { Wrapped = secret.Content } });
    }

    [Fact]
    public Task No_two_bindings_have_the_same_associated_data() => Gen.Select(_bindings, _bindings, Gen.Guid, Gen.Guid).SampleAsync(
        (one, two, keyOfOne, keyOfTwo) => Task.FromResult((one == two && keyOfOne == keyOfTwo) || !one.OfValue(keyOfOne).AsSpan().SequenceEqual(two.OfValue(keyOfTwo))),
        iter: Soak.Times(1_000, 100_000));

    [Fact]
    public void Texts_that_run_into_each_other_have_other_associated_data() => Assert.NotEqual(
        SecretBinding.Bytes("purpose", "user:1", "ab", "c"), SecretBinding.Bytes("purpose", "user:1", "a", "bc"));

    [Fact]
    public async Task The_same_value_is_never_sealed_the_same_twice()
    {
        using var key = Keys.Local(1);
        var envelope = Keys.Envelope(key);

        var one = await envelope.SealAsync(_binding, Keys.Value(Canary), Cancel);
        var two = await envelope.SealAsync(_binding, Keys.Value(Canary), Cancel);

        Assert.NotEqual(one.Content, two.Content);
        Assert.NotEqual(one.Key.Wrapped, two.Key.Wrapped);
        Assert.NotEqual(one.Key.Id, two.Key.Id);
    }

    [Fact]
    public async Task One_key_serves_many_at_once()
    {
        using var key = Keys.Local(1);
        var envelope = Keys.Envelope(key);

        await Parallel.ForAsync(0, 2_000, Cancel, async (i, token) =>
        {
            var secret = await envelope.SealAsync(_binding, Keys.Value($"value {i}"), token);
            Assert.Equal($"value {i}", (await envelope.OpenAsync(_binding, secret, DateTimeOffset.UnixEpoch, token)).Reveal());
        });
    }

    [Fact]
    public async Task A_mebibyte_is_stored_and_a_byte_more_is_not()
    {
        using var key = Keys.Local(1);
        var envelope = Keys.Envelope(key);
        // Two bytes each: what is counted are bytes, not characters.
        var most = new string('ü', VaultNames.MaxValueBytes / 2);

        var secret = await envelope.SealAsync(_binding, Keys.Value(most), Cancel);
        var fault = await Assert.ThrowsAsync<VaultException>(() => envelope.SealAsync(_binding, Keys.Value($"{most}x"), Cancel).AsTask());

        Assert.Equal(most, (await envelope.OpenAsync(_binding, secret, DateTimeOffset.UnixEpoch, Cancel)).Reveal());
        Assert.Equal(VaultError.Invalid, fault.Error);
        Assert.Contains("1 MiB", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_character_is_refused_and_not_quoted()
    {
        using var key = Keys.Local(1);

        var fault = await Assert.ThrowsAsync<VaultException>(() => Keys.Envelope(key).SealAsync(_binding, Keys.Value($"{Canary}\uD83D"), Cancel).AsTask());

        Assert.Equal(VaultError.Invalid, fault.Error);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
        Assert.Null(fault.InnerException);
    }

    [Fact]
    public void An_empty_value_is_none() => Assert.Throws<ArgumentException>(() => Keys.Value(""));

    [Fact]
    public async Task Nothing_of_the_value_stands_in_what_is_stored()
    {
        using var key = Keys.Local(1);
        var secret = await Keys.Envelope(key).SealAsync(_binding, Keys.Value(Canary), Cancel);

        var stored = Encoding.Latin1.GetString([.. secret.Content, .. secret.Key.Wrapped]);

        Assert.DoesNotContain("canary", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", $"{secret} {secret.Key} {_binding}", StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(Envelope envelope, SecretBinding binding, SealedSecret secret)
    {
        var fault = await Assert.ThrowsAsync<VaultException>(() => envelope.OpenAsync(binding, secret, DateTimeOffset.UnixEpoch, Cancel).AsTask());
        Assert.Equal(VaultError.Tampered, fault.Error);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Flipped(byte[] bytes, int index)
    {
        byte[] copy = [.. bytes];
        copy[index] ^= (byte)(1 << (index % 8));
        return copy;
    }
}
