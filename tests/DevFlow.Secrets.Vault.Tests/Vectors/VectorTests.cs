using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Vectors;

public sealed class VectorTests
{
    private static readonly EnvelopeVectors _vectors = EnvelopeVectors.Read();

    public static TheoryData<int> Secrets => [.. Enumerable.Range(0, _vectors.Secrets.Count)];

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task What_another_implementation_sealed_opens(int index)
    {
        var vector = _vectors.Secrets[index];
        using var key = LocalKeyEncryptionKey.Parse(Keys.Value(_vectors.EncryptionKey));

        var value = await Keys.Envelope(key).OpenAsync(vector.Binding, vector.Sealed, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);

        Assert.Equal(vector.Value, value.Reveal());
        Assert.Equal((vector.Version, SecretSourceNames.Vault), (value.Version, value.Source));
    }

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Associated_data_is_what_the_format_says(int index)
    {
        var vector = _vectors.Secrets[index];

        Assert.Equal(vector.AssociatedDataOfValue, Convert.ToHexStringLower(vector.Binding.OfValue(vector.DataKeyId)));
        Assert.Equal(vector.AssociatedDataOfDataKey, Convert.ToHexStringLower(vector.Binding.OfKey(vector.DataKeyId, vector.KeyId)));
    }

    [Fact]
    public async Task The_id_and_the_check_value_of_a_key_are_what_the_format_says()
    {
        using var key = LocalKeyEncryptionKey.Parse(Keys.Value(_vectors.EncryptionKey));

        Assert.Equal(_vectors.KeyId, key.Id);
        Assert.True(await KeyCheck.IsOfAsync(key, Convert.FromHexString(_vectors.Check), TestContext.Current.CancellationToken));
    }
}
