using Tieline.SalesforceSimulator;
using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.Bench.Soql;

/// <summary>A contact without an org around it, for the ceilings.</summary>
internal sealed record PlainContact(int Number, string FirstName, string LastName, string Email, string Phone, string City);

/// <summary>100,000 contacts of 5,000 accounts, the same at each run: as plain records, and as rows of an org.</summary>
internal static class ContactCrowd
{
    public const int Count = 100_000;
    private const int PerAccount = 20;
    private const int Seed = 20_261_125;
    private static readonly string[] FirstNames = ["Maria", "Jonas", "Aiko", "Femi", "Lena", "Omar", "Ruth", "Ivan", "Noor", "Pedro"];
    private static readonly string[] Stems = ["Ander", "Lind", "Berg", "Okaf", "Yama", "Ros", "Hol", "Kres", "Mont", "Dahl", "Sven", "Petr", "Quin", "Tamb", "Wald"];
    private static readonly string[] Ends = ["son", "strom", "er", "ova", "moto", "ini", "gaard", "well", "ez", "sen"];
    private static readonly string[] Cities = ["Oslo", "Bergen", "Lyon", "Porto", "Graz", "Turku", "Ghent", "Leeds", "Denver", "Austin", "Tampa", "Reno", "Kyoto", "Lagos", "Quito"];

    public static PlainContact[] Make()
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Count).Select(number => new PlainContact(
            number,
            FirstNames[random.Next(FirstNames.Length)],
            $"{Stems[random.Next(Stems.Length)]}{Ends[random.Next(Ends.Length)]}{random.Next(1000)}",
            $"contact{number}@crowd.example",
            $"+1 ({200 + (number / 10_000)}) {200 + (number / 100 % 100)}-{number % 10_000:D4}",
            Cities[random.Next(Cities.Length)]))];
    }

    public static SalesforceOrg Fill(PlainContact[] contacts)
    {
        var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions { SeedStory = false });
        org.Run(() =>
        {
            var owners = UserSeed.Agents.Select(agent => UserSeed.Named(org, agent.Mail).Id).ToArray();
            var (account, owner) = ("", owners[0]);
            foreach (var contact in contacts)
            {
                if (contact.Number % PerAccount == 0)
                {
                    owner = owners[contact.Number / PerAccount % owners.Length];
                    account = SeedRows.Put(org, "Account", ("Name", $"Crowd {contact.Number / PerAccount}"), ("OwnerId", owner)).Id;
                }

                SeedRows.Put(
                    org, "Contact", ("AccountId", account), ("FirstName", contact.FirstName), ("LastName", contact.LastName), ("Name", $"{contact.FirstName} {contact.LastName}"),
                    ("Email", contact.Email), ("Phone", contact.Phone), ("MailingCity", contact.City), ("OwnerId", owner));
            }
        });
        org.Run(() => org.Search.Rebuild(org));
        return org;
    }

    /// <summary>
    /// Leaves Ann what she owns, what Bo owns, whose role is below hers, and accounts of Carla's that are shared with her, with their contacts.
    /// The contacts are private, or go with their accounts.
    /// </summary>
    public static void Close(SalesforceOrg org, bool byParents) => org.Run(() =>
    {
        org.Sharing.Set("Account", SharingModel.Private);
        org.Sharing.Set("Contact", byParents ? SharingModel.ControlledByParent : SharingModel.Private);
        if (byParents)
        {
            return;
        }

        var (ann, bo, carla) = (UserSeed.Named(org, "ann.berg"), UserSeed.Named(org, "bo.lind"), UserSeed.Named(org, "carla.ruiz"));
        var above = SeedRows.Put(org, "UserRole", ("Name", "Above"));
        var below = SeedRows.Put(org, "UserRole", ("Name", "Below"), ("ParentRoleId", above.Id));
        org.Records.Put(ann.With("UserRoleId", above.Id));
        org.Records.Put(bo.With("UserRoleId", below.Id));
        foreach (var account in org.Records.Table("Account").WithText("OwnerId", carla.Id).ToList())
        {
            SeedRows.Put(org, "AccountShare", ("AccountId", account.Id), ("UserOrGroupId", ann.Id), ("AccountAccessLevel", "Read"), ("ContactAccessLevel", "Read"));
        }
    });
}
