using Tieline.Server.Connections;
using Tieline.Server.Lightning;

namespace Tieline.Server.Leaving.PersonalData;

/// <summary>What is stored of one person, to be handed to him.</summary>
internal static class PersonExport
{
    /// <summary>Typed by whoever erases.</summary>
    public const string Word = "erase";

    public static async Task<object> OfAsync(People people, Tenant tenant, FoundPerson person, CancellationToken cancellationToken)
    {
        var english = Texts.For("en_US");
        var found = await people.FindAsync(tenant, person, cancellationToken);
        return new { person.Name, tenant = tenant.Name, tables = found.Select(finding => new { finding.Table, what = english[$"Person.{finding.Table}"], finding.Rows }), elsewhere = Elsewhere(english) };
    }

    /// <summary>Who keeps data of him besides Tieline.</summary>
    public static IReadOnlyList<string> Elsewhere(Texts say) => [say["PersonAtSalesforce"], say["PersonAtWebex"], say["PersonInBackups"]];
}
