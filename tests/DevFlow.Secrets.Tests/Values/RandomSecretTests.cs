namespace DevFlow.Secrets.Tests.Values;

public class RandomSecretTests
{
    [Fact]
    public void The_encryption_key_is_32_bytes_in_base64_and_every_other_key_in_hex()
    {
        Assert.Equal(32, Convert.FromBase64String(RandomSecret.For("SECRET_ENCRYPTION_KEY")).Length);
        Assert.Matches("^[0-9a-f]{64}$", RandomSecret.For("JWT_SECRET"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(48)]
    public void It_has_as_many_bytes_as_asked_for(int bytes)
    {
        Assert.Equal(bytes, Convert.FromBase64String(RandomSecret.Base64(bytes)).Length);
        Assert.Equal(bytes, Convert.FromHexString(RandomSecret.Hex(bytes)).Length);
    }

    [Fact]
    public void No_two_are_equal() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => RandomSecret.Hex()).ToHashSet(StringComparer.Ordinal).Count);

    [Fact]
    public void None_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => RandomSecret.Hex(0));
}
