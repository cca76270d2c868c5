using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Encryption;

public sealed class LocalKeyTests
{
    [Theory]
    [InlineData("c2hvcnQtY2FuYXJ5")]
    [InlineData("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEy")]
    [InlineData("canary-that-is-no-base64-at-all-0123456789==")]
    [InlineData("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE")]
    [InlineData("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=MDEy")]
    [InlineData("üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü=")]
    [InlineData("3031323334353637383930313233343536373839303132333435363738393031")]
    public void What_is_not_base64_of_32_bytes_is_no_key_and_is_not_quoted(string text)
    {
        var fault = Assert.Throws<VaultException>(() => LocalKeyEncryptionKey.Parse(Keys.Value(text)));

        Assert.Equal(VaultError.Invalid, fault.Error);
        Assert.StartsWith("SECRET_ENCRYPTION_KEY ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 32", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_text_is_the_same_key_and_another_is_another()
    {
        using var one = Keys.Local(1);
        using var again = Keys.Local(1);
        using var two = Keys.Local(2);

        Assert.Equal(one.Id, again.Id);
        Assert.NotEqual(one.Id, two.Id);
    }
}
