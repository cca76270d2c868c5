using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class GeneratedParameterTests : HostingTest
{
    private string Kept => Folder[".devflow", "parameters.json"];

    [Fact]
    public async Task A_persistent_value_is_generated_once_and_read_again()
    {
        var first = await ValueAsync(persist: true);
        Assert.Equal(32, first.Length);
        Assert.Equal(first, await ValueAsync(persist: true));
        Assert.NotEqual(first, await ValueAsync(persist: false));
    }

    [Fact]
    public async Task The_file_of_generated_values_is_its_owners_alone()
    {
        await ValueAsync(persist: true);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept));
        Assert.Equal([Kept], Directory.GetFiles(Folder[".devflow"]));
    }

    [Fact]
    public async Task A_damaged_file_is_an_error_that_names_it_and_quotes_nothing_of_it()
    {
        Directory.CreateDirectory(Folder[".devflow"]);
        await File.WriteAllTextAsync(Kept, """{"password": "canary", "other": canary}""", Patience);

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => ValueAsync(persist: true));

        Assert.Contains(Kept, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_uses_the_kinds_of_characters_that_are_asked_for()
    {
        var digits = new GenerateParameterDefault { Lower = false, Upper = false, Special = false, MinLength = 200 };
        Assert.All(digits.GetDefaultValue(), character => Assert.InRange(character, '0', '9'));
        digits.Numeric = false;
        Assert.Throws<InvalidOperationException>(digits.GetDefaultValue);
    }

    private async Task<string> ValueAsync(bool persist)
    {
        var parameter = CreateBuilder().AddParameter("password", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist);
        return (await parameter.Resource.GetValueAsync(Patience))!;
    }
}
