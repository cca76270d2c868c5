using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class ParameterTests : HostingTest
{
    [Fact]
    public async Task A_parameter_is_read_from_the_configuration_under_its_name_or_a_key()
    {
        var builder = CreateBuilder("--Parameters:plain=a", "--Parameters:with_dash=b", "--Smtp:Host=c", "--ConnectionStrings:legacy=d", "--ConnectionStrings:old_db=e");

        Assert.Equal("a", await ValueOf(builder.AddParameter("plain").Resource));
        Assert.Equal("b", await ValueOf(builder.AddParameter("with-dash", secret: true).Resource));
        Assert.Equal("c", await ValueOf(builder.AddParameterFromConfiguration("smtp", "Smtp:Host").Resource));
        Assert.Equal("d", await builder.AddConnectionString("legacy").Resource.GetConnectionStringAsync(Patience));
        Assert.Equal("e", await builder.AddConnectionString("old-db", "OLD_DB").Resource.GetConnectionStringAsync(Patience));
    }

    [Fact]
    public async Task A_parameter_without_a_value_fails_those_who_need_it_with_what_to_set()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("strict", "true", ".").WithEnvironment("X", builder.AddParameter("pg-user"));
        builder.AddExecutable("keyed", "true", ".").WithEnvironment("X", builder.AddParameterFromConfiguration("smtp", "Smtp:Host"));
        builder.AddExecutable("connected", "true", ".").WithReference(builder.AddConnectionString("legacy"));
        var application = await StartAsync(builder);

        await InStateAsync(application, "strict", KnownResourceStates.FailedToStart);
        await InStateAsync(application, "keyed", KnownResourceStates.FailedToStart);
        await InStateAsync(application, "connected", KnownResourceStates.FailedToStart);
        Assert.Contains("Set Parameters:pg-user in the app host's configuration, or the environment variable Parameters__pg_user.", LogOf(application, "strict")[^1], StringComparison.Ordinal);
        Assert.Contains("the environment variable Smtp__Host.", LogOf(application, "keyed")[^1], StringComparison.Ordinal);
        Assert.Contains("the environment variable ConnectionStrings__legacy.", LogOf(application, "connected")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_of_the_configuration_goes_into_the_variable_that_is_chosen()
    {
        var builder = CreateBuilder("--ConnectionStrings:legacy=Server=here");
        var legacy = builder.AddConnectionString("legacy", "LEGACY");

        var environment = await EnvironmentAsync(builder, child => child.WithReference(legacy).WithEnvironment("AGAIN", legacy));

        Assert.Equal("Server=here", environment["LEGACY"]);
        Assert.Equal("Server=here", environment["AGAIN"]);
        Assert.DoesNotContain("ConnectionStrings__legacy", environment.Keys);
    }

    [Fact]
    public void A_generated_value_has_at_least_what_is_asked_for_of_each_kind()
    {
        var value = new GenerateParameterDefault { MinLength = 3, MinLower = 2, MinUpper = 3, MinNumeric = 4, MinSpecial = 5 }.GetDefaultValue();
        Assert.Equal(14, value.Length);
        Assert.Equal((2, 3, 4), (value.Count(char.IsAsciiLetterLower), value.Count(char.IsAsciiLetterUpper), value.Count(char.IsAsciiDigit)));
        Assert.Equal(22, new GenerateParameterDefault().GetDefaultValue().Length);
        Assert.Throws<InvalidOperationException>(new GenerateParameterDefault { Special = false, MinSpecial = 1 }.GetDefaultValue);
    }

    [Fact]
    public void A_parameter_says_what_it_is_for()
    {
        var parameter = CreateBuilder().AddParameter("key", secret: true).WithDescription("from the **console**", enableMarkdown: true).Resource;
        Assert.Equal(("from the **console**", true), (parameter.Description, parameter.EnableDescriptionMarkdown));
    }

    private async Task<string?> ValueOf(ParameterResource parameter) => await parameter.GetValueAsync(Patience);
}
