namespace Tieline.SalesforceSimulator.Tests.Soql;

/// <summary>Queries and searches that are answered, over all of both languages; what is broken for <see cref="AnyTextTests"/> is made from them.</summary>
internal static class ValidTexts
{
    public static readonly string[] Queries =
    [
        "SELECT Id, Name, Owner.Name FROM Account WHERE Name LIKE 'A%' AND (AnnualRevenue >= 1.5e3 OR Industry IN ('Banking', 'Retail')) ORDER BY Name DESC NULLS LAST, CreatedDate LIMIT 10 OFFSET 2",
        "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName != null) AND Id NOT IN (SELECT AccountId FROM Opportunity)",
        "SELECT a.Name, (SELECT c.LastName, c.Account.Name FROM a.Contacts c WHERE Email != null ORDER BY LastName LIMIT 5) FROM Account a",
        "SELECT Id, (SELECT Id, (SELECT Id FROM Cases) FROM Contacts) FROM Account LIMIT 3",
        "SELECT Subject, Who.Name, TYPEOF What WHEN Account THEN Phone, Name WHEN Opportunity THEN Amount ELSE Name END FROM Task WHERE What.Type IN ('Account')",
        "SELECT Status, Priority, COUNT(Id) n, GROUPING(Status) FROM Task GROUP BY ROLLUP(Status, Priority) HAVING COUNT(Id) > 0 ORDER BY COUNT(Id) DESC",
        "SELECT COUNT_DISTINCT(OwnerId), MIN(CreatedDate), MAX(Name), FORMAT(SUM(AnnualRevenue)) s FROM Account",
        "SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)) y, WEEK_IN_YEAR(CreatedDate) w, COUNT(Id) FROM Case GROUP BY CALENDAR_YEAR(convertTimezone(CreatedDate)), WEEK_IN_YEAR(CreatedDate)",
        "SELECT toLabel(Status), FORMAT(CreatedDate) f, DAY_ONLY(CreatedDate) d FROM Task WHERE ActivityDate = LAST_N_DAYS:30 AND CreatedDate < 2030-01-01T00:00:00+02:00",
        "SELECT Name FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(59.9, 10.7), 'km') < 500 ORDER BY DISTANCE(BillingAddress, GEOLOCATION(59.9, 10.7), 'km')",
        "SELECT FIELDS(ALL) FROM Contact WHERE DoNotCall = false AND NOT (Birthdate > N_YEARS_AGO:3) LIMIT 200",
        @"SELECT count() FROM Contact USING SCOPE mine WHERE LastName = 'O\'Bri\u0065n' OR LastName LIKE '%100\%\_'",
        "SELECT Id FROM Lead WHERE IsConverted = true AND CreatedDate = THIS_FISCAL_YEAR FOR VIEW UPDATE TRACKING FOR UPDATE",
    ];

    public static readonly string[] Searches =
    [
        @"FIND {\+12025550143} IN PHONE FIELDS RETURNING Contact(Name, Account.Name WHERE LastName != 'x' ORDER BY Name LIMIT 3 OFFSET 0), Lead, Account(Id)",
        "FIND {\"Maria Lopez\" OR acme* AND NOT rocket?} IN ALL FIELDS RETURNING Contact, Account(FIELDS(STANDARD)) WITH SPELL_CORRECTION = true LIMIT 20",
        "FIND {maria.lopez@acmerockets.example} IN EMAIL FIELDS RETURNING Contact(toLabel(LeadSource)) WITH SNIPPET (target_length=120) UPDATE VIEWSTAT",
        "FIND {Blu*} IN NAME FIELDS WITH DATA CATEGORY Region__c AT Europe__c AND Kind__c ABOVE (A__c, B__c)",
        "FIND {fjord} IN SIDEBAR FIELDS",
    ];
}
