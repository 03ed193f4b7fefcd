using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Administration;

/// <summary>Gives licences to users and takes them away; that of calling comes and goes with a number or an extension.</summary>
internal sealed class Licensing(WebexCloud cloud)
{
    public License Find(string id) =>
        License.Find(id, cloud.Directory.OrganizationUuid) ?? throw WebexFailure.BadRequest($"License {id} is not one of the organization's.");

    public int Consumed(License license) => cloud.Directory.People.Count(person => person.Has(license.Key));

    public void Give(Person person, License license, string? number, string? extension, string? location)
    {
        if (license.Key == License.Calling && !person.HasCalling)
        {
            if (number is null && extension is null)
            {
                throw WebexFailure.BadRequest("A calling license needs a phoneNumber or an extension.");
            }

            person.Location = location is not null ? Location(location)
                : number is not null ? person.Location
                : throw WebexFailure.BadRequest("A calling license without a phoneNumber needs a locationId.");
            Assign(person, number, extension);
        }

        if (!person.Has(license.Key))
        {
            person.Licenses.Add(Consumed(license) < License.TotalUnits ? license.Key : throw WebexFailure.BadRequest($"No unit of {license.Name} is left."));
        }
    }

    public static void Take(Person person, License license)
    {
        person.Licenses.Remove(license.Key);
        if (license.Key == License.Calling)
        {
            (person.Number, person.Extension) = (null, null);
        }
    }

    public void Assign(Person person, string? number, string? extension)
    {
        CheckFree(person, number, other => other.Number, "Phone number");
        CheckFree(person, extension, other => other.Extension, "Extension");
        (person.Number, person.Extension) = (number, extension);
    }

    public string Location(string id) =>
        Place.Find(id, cloud.Options.Seed) ?? throw WebexFailure.BadRequest("locationId is not a location of the organization.");

    private void CheckFree(Person person, string? value, Func<Person, string?> of, string what)
    {
        var digits = value is null || (value.TrimStart('+').Length is > 0 and <= 15 && value.TrimStart('+').All(char.IsAsciiDigit));
        if (!digits)
        {
            throw WebexFailure.BadRequest($"{what} {value} is not a number.");
        }

        if (value is not null && cloud.Directory.People.Any(other => other.Id != person.Id && of(other) == value))
        {
            throw WebexFailure.BadRequest($"{what} {value} is assigned to another user.");
        }
    }
}
