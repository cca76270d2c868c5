using DevFlow.Secrets;

namespace DevFlow.ServiceDefaults.Tests;

public sealed class FaultTextTests
{
    [Fact]
    public void DevFlows_own_faults_are_told_and_of_a_strangers_the_type_alone()
    {
        Assert.Equal("the vault is closed", FaultText.Of(new VaultException(VaultError.Unavailable, "the vault is closed")));
        Assert.Equal("the disk is full", FaultText.Of(new SecretAuditException("the disk is full")));
        Assert.Equal("FormatException", FaultText.Of(new FormatException("'c4n4ry' is no number")));
        Assert.Equal("AggregateException", FaultText.Of(new AggregateException("c4n4ry", new VaultException(VaultError.Invalid, "c4n4ry"))));
    }
}
