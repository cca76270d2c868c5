using System.Reflection;
using System.Text.Json;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Api;
using DevFlow.WorkflowEngine.Leases;
using DevFlow.WorkflowEngine.Tests.Access;
using DevFlow.WorkflowEngine.Vault;

namespace DevFlow.WorkflowEngine.Tests.Api;

/// <summary>What is shown once is masked wherever else it comes.</summary>
public sealed class HandedOutTests(AccessEngine shared) : IClassFixture<AccessEngine>
{
    private const string Canary = "c4n4ry-handed-out-0123456789";

    [Fact]
    public void In_texts_and_in_json_of_any_other_writer_it_is_masked()
    {
        var secret = new SecretDocument("mail", 3, new(Canary), "vault", ExpiresAt: null);

        Assert.Equal("SecretDocument { Name = mail, Version = 3, Value = ***, Source = vault, ExpiresAt =  }", $"{secret}");
        Assert.Equal("""{"Name":"mail","Version":3,"Value":"***","Source":"vault","ExpiresAt":null}""", JsonSerializer.Serialize(secret));
        Assert.Equal(Canary, secret.Value.Reveal());
        Assert.ThrowsAny<NotSupportedException>(() => JsonSerializer.Deserialize<HandedOut>($"\"{Canary}\""));
    }

    [Fact]
    public void No_answer_that_hands_out_has_a_text_beside_it_that_could()
    {
        foreach (var (type, texts) in new (Type, string[])[] { (typeof(SecretDocument), ["Name", "Source"]), (typeof(IssuedApiKey), []), (typeof(TokenAnswer), ["TokenType"]), (typeof(LeaseCredentials), ["Host", "Database", "User"]) })
        {
            Assert.Contains(type.GetProperties(), property => property.PropertyType == typeof(HandedOut));
            Assert.Equal(texts, type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType == typeof(string)).Select(property => property.Name));
        }
    }

    [Fact]
    public async Task The_answer_of_the_api_carries_it_and_its_description_says_that_it_is_a_text()
    {
        using var anna = await shared.Engine.CreateClientAsync("anna");

        Assert.StartsWith("dfk_", (await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "laptop" })).Text("key"), StringComparison.Ordinal);
        var schemas = (await anna.GetJsonAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        var key = schemas.GetProperty("IssuedApiKey").GetProperty("properties").GetProperty("key");
        var said = key.TryGetProperty("$ref", out var reference) ? schemas.GetProperty(reference.GetString()!.Split('/')[^1]) : key;
        Assert.Equal("string", said.Text("type"));
    }
}
