using DevFlow.Secrets.Vault.Tests.Support;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DevFlow.Secrets.Vault.Tests.Encryption;

/// <summary>The key-encryption key in a real token of SoftHSM2.</summary>
public sealed class Pkcs11Tests(SoftToken hsm) : IClassFixture<SoftToken>
{
    private static readonly SecretBinding _binding = new(SecretTier.User, "user:6f9619ff-8b86-d011-b42d-00cf4fc964ff", "github/token", 3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_is_made_in_the_token_seals_opens_and_is_found_again()
    {
        var token = SoftToken.AddToken();
        using var key = await Pkcs11KeyEncryptionKey.OpenAsync(SoftToken.Options(token), Cancel);
        var secret = await Keys.Envelope(key).SealAsync(_binding, Keys.Value("a value"), Cancel);
        using var again = await Pkcs11KeyEncryptionKey.OpenAsync(SoftToken.Options(token, createKey: false), Cancel);

        Assert.StartsWith("pkcs11:", key.Id, StringComparison.Ordinal);
        Assert.Equal(key.Id, again.Id);
        Assert.Equal("a value", (await Keys.Envelope(again).OpenAsync(_binding, secret, DateTimeOffset.UnixEpoch, Cancel)).Reveal());
        Assert.Equal(EnvelopeFormat.Overhead + EnvelopeFormat.KeyLength, secret.Key.Wrapped.Length);
    }

    [Fact]
    public async Task The_key_cannot_be_taken_out_of_the_token()
    {
        var token = SoftToken.AddToken();
        using var key = await Pkcs11KeyEncryptionKey.OpenAsync(SoftToken.Options(token), Cancel);

        using var session = Session(token);
        var handle = Assert.Single(session.FindAllObjects([session.Factories.ObjectAttributeFactory.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY)]));

        Assert.True(Assert.Single(session.GetAttributeValue(handle, (List<CKA>)[CKA.CKA_VALUE])).CannotBeRead);
    }

    [Fact]
    public async Task Every_byte_of_a_wrapped_key_counts_and_so_does_what_it_is_bound_to()
    {
        using var key = await Pkcs11KeyEncryptionKey.OpenAsync(SoftToken.Options(SoftToken.AddToken()), Cancel);
        using var other = await Pkcs11KeyEncryptionKey.OpenAsync(SoftToken.Options(SoftToken.AddToken()), Cancel);
        var wrapped = await key.WrapAsync(new byte[32], "bound"u8.ToArray(), Cancel);

        for (var i = 0; i < wrapped.Length; i++)
        {
            byte[] altered = [.. wrapped];
            altered[i] ^= 1;
            await RefusedAsync(key, altered, "bound");
        }

        await RefusedAsync(key, wrapped, "unbound");
        await RefusedAsync(key, wrapped[..^1], "bound");
        await RefusedAsync(key, [.. wrapped, 0], "bound");
        await RefusedAsync(key, wrapped[..EnvelopeFormat.Overhead], "bound");
        await RefusedAsync(key, [], "bound");
        await RefusedAsync(other, wrapped, "bound");
        Assert.Equal(new byte[32], await key.UnwrapAsync(wrapped, "bound"u8.ToArray(), Cancel));
    }

    [Fact]
    public async Task Many_calls_at_once_share_a_few_sessions()
    {
        using var key = await Pkcs11KeyEncryptionKey.OpenAsync(SoftToken.Options(SoftToken.AddToken()), Cancel);
        var envelope = Keys.Envelope(key);

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancel }, async (i, token) =>
        {
            var secret = await envelope.SealAsync(_binding, Keys.Value($"value {i}"), token);
            Assert.Equal($"value {i}", (await envelope.OpenAsync(_binding, secret, DateTimeOffset.UnixEpoch, token)).Reveal());
        });
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_an_error_that_says_how_to_make_one()
    {
        var fault = await FaultAsync(SoftToken.Options(SoftToken.AddToken(), createKey: false));

        Assert.Contains("'devflow-vault'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("VAULT_PKCS11_CREATE_KEY=true", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_not_there_is_an_error_that_names_those_that_are()
    {
        var there = SoftToken.AddToken();

        var fault = await FaultAsync(SoftToken.Options("no-such-token"));

        Assert.Contains("'no-such-token' (VAULT_PKCS11_TOKEN)", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"'{there}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/library.so")]
    [InlineData("/usr/lib/os-release")]
    [InlineData("libc.so.6")]
    public async Task A_library_that_is_none_is_an_error_that_names_it(string path)
    {
        var fault = await FaultAsync(SoftToken.Options("token") with { Library = path });

        Assert.Contains($"'{path}' (VAULT_PKCS11_LIBRARY)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_pin_is_told_apart_and_not_quoted()
    {
        var token = SoftToken.AddToken();

        var fault = await Assert.ThrowsAsync<VaultException>(() =>
            Pkcs11KeyEncryptionKey.OpenAsync(SoftToken.Options(token) with { Pin = Keys.Value("canary-pin") }, Cancel));

        Assert.Equal(VaultError.Forbidden, fault.Error);
        Assert.Contains("VAULT_PKCS11_PIN", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CKA.CKA_SENSITIVE, false, "can be taken out of the token")]
    [InlineData(CKA.CKA_EXTRACTABLE, true, "can be taken out of the token")]
    [InlineData(CKA.CKA_DECRYPT, false, "may not encrypt and decrypt")]
    [InlineData(CKA.CKA_ID, false, "has no id (CKA_ID)")]
    public async Task A_key_that_is_not_as_it_has_to_be_is_not_used(CKA attribute, bool value, string problem)
    {
        var token = SoftToken.AddToken();
        Make(token, attribute, value);

        var fault = await FaultAsync(SoftToken.Options(token));

        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_keys_of_one_label_are_an_error_never_a_pick()
    {
        var token = SoftToken.AddToken();
        Make(token, CKA.CKA_SENSITIVE, value: true);
        Make(token, CKA.CKA_SENSITIVE, value: true);

        Assert.Contains("is there 2 times", (await FaultAsync(SoftToken.Options(token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_taken_away_makes_calls_unavailable_not_tampered()
    {
        var token = SoftToken.AddToken();
        using var key = await Pkcs11KeyEncryptionKey.OpenAsync(SoftToken.Options(token), Cancel);
        var wrapped = await key.WrapAsync(new byte[32], "bound"u8.ToArray(), Cancel);

        using (hsm.TakeAway())
        {
            var fault = await Assert.ThrowsAsync<VaultException>(() => key.UnwrapAsync(wrapped, "bound"u8.ToArray(), Cancel).AsTask());

            Assert.Equal(VaultError.Unavailable, fault.Error);
            Assert.Contains(token, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sessions_that_were_ended_are_opened_again()
    {
        var token = SoftToken.AddToken();
        using var key = await Pkcs11KeyEncryptionKey.OpenAsync(SoftToken.Options(token), Cancel);
        var wrapped = await key.WrapAsync(new byte[32], "bound"u8.ToArray(), Cancel);

        SoftToken.Slot(token).CloseAllSessions();

        Assert.Equal(new byte[32], await key.UnwrapAsync(wrapped, "bound"u8.ToArray(), Cancel));
    }

    private static async Task RefusedAsync(Pkcs11KeyEncryptionKey key, byte[] wrapped, string bound)
    {
        var fault = await Assert.ThrowsAsync<VaultException>(() => key.UnwrapAsync(wrapped, System.Text.Encoding.UTF8.GetBytes(bound), Cancel).AsTask());
        Assert.Equal(VaultError.Tampered, fault.Error);
    }

    private static async Task<VaultException> FaultAsync(Pkcs11Options options)
    {
        var fault = await Assert.ThrowsAsync<VaultException>(() => Pkcs11KeyEncryptionKey.OpenAsync(options, Cancel));
        Assert.Equal(VaultError.Unavailable, fault.Error);
        return fault;
    }

    private static ISession Session(string token)
    {
        var session = SoftToken.Slot(token).OpenSession(SessionType.ReadWrite);
        try
        {
            session.Login(CKU.CKU_USER, SoftToken.Pin);
        }
        catch (Pkcs11Exception fault) when (fault.RV is CKR.CKR_USER_ALREADY_LOGGED_IN)
        {
        }

        return session;
    }

    private static void Make(string token, CKA attribute, bool value)
    {
        using var session = Session(token);
        var attributes = session.Factories.ObjectAttributeFactory;
        var all = new Dictionary<CKA, IObjectAttribute>
        {
            [CKA.CKA_CLASS] = attributes.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY),
            [CKA.CKA_KEY_TYPE] = attributes.Create(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
            [CKA.CKA_VALUE_LEN] = attributes.Create(CKA.CKA_VALUE_LEN, 32),
            [CKA.CKA_LABEL] = attributes.Create(CKA.CKA_LABEL, Pkcs11Options.DefaultKey),
            [CKA.CKA_ID] = attributes.Create(CKA.CKA_ID, new byte[] { 1, 2, 3 }),
            [CKA.CKA_TOKEN] = attributes.Create(CKA.CKA_TOKEN, true),
            [CKA.CKA_SENSITIVE] = attributes.Create(CKA.CKA_SENSITIVE, true),
            [CKA.CKA_EXTRACTABLE] = attributes.Create(CKA.CKA_EXTRACTABLE, false),
            [CKA.CKA_ENCRYPT] = attributes.Create(CKA.CKA_ENCRYPT, true),
            [CKA.CKA_DECRYPT] = attributes.Create(CKA.CKA_DECRYPT, true),
        };
        if (attribute is CKA.CKA_ID)
            all.Remove(CKA.CKA_ID);
        else
            all[attribute] = attributes.Create(attribute, value);
        using var mechanism = session.Factories.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN);
        session.GenerateKey(mechanism, [.. all.Values]);
    }
}
