using System.Data;
using System.Runtime.CompilerServices;
using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>Times of the database as the code has them: the driver gives <c>timestamptz</c> as a time in UTC, and takes no other.</summary>
internal sealed class Instants : SqlMapper.TypeHandler<DateTimeOffset>
{
#pragma warning disable CA2255 // It holds for each row of this library, whoever reads the first; there is no one place that all of them come by.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => SqlMapper.AddTypeHandler(new Instants());

    public override DateTimeOffset Parse(object value) => new((DateTime)value, TimeSpan.Zero);

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
}
