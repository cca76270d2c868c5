namespace DevFlow.Secrets.Tests.Modes;

public class DevFlowModesTests
{
    [Fact]
    public void Every_mode_has_a_name_that_reads_back()
    {
        Assert.All(Enum.GetValues<DevFlowMode>(), mode =>
        {
            Assert.True(DevFlowModes.TryParse(DevFlowModes.Name(mode), out var read));
            Assert.Equal(mode, read);
        });
        Assert.Equal("local, hybrid, saas, onprem", DevFlowModes.Names);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("on-prem")]
    [InlineData("0")]
    public void Anything_else_is_no_mode(string? text) => Assert.False(DevFlowModes.TryParse(text, out _));
}
